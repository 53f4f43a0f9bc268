import { isSystemAccount, type PointsEntry, type PointsEntryDetail } from '../points/entry.ts';
import type { ServiceRecord } from '../service-record.ts';
import { quotaIdOf } from './quota.ts';

/** So much of a quota was used up by one record or entry. */
export type QuotaUse = { id: string; points: number };

/** What a service used of the caps of its day and its year; a record that was taken back used nothing. */
export const usedByRecord = ({
  accountId,
  points,
  countedIn = [],
  reversedBy,
}: Pick<ServiceRecord, 'accountId' | 'points' | 'countedIn' | 'reversedBy'>): QuotaUse[] =>
  reversedBy === undefined
    ? countedIn.map((period) => ({ id: quotaIdOf(accountId, 'earned', period), points }))
    : [];

/**
 * What an entry used: what the community gave out of its own hand in a year, and what persons passed on in a day. The first is
 * free again when the entry is taken back, the second is not. A part of a list used nothing by itself, as the list was counted
 * as a whole; taken back, it gives its own back.
 */
export function usedByEntry({ postings, countedIn = [], listId, reversedBy }: PointsEntryDetail): QuotaUse[] {
  const granted = postings.find(({ account }) => account === 'issuance');
  if (granted === undefined)
    return givers(postings).flatMap(({ account, amount }) =>
      countedIn.map((period) => ({ id: quotaIdOf(account, 'given', period), points: 0 - amount })),
    );
  const used = (listId === undefined ? 1 : 0) - (reversedBy === undefined ? 0 : 1);
  return countedIn.map((period) => ({
    id: quotaIdOf('issuance', 'given', period),
    points: (0 - granted.amount) * used,
  }));
}

const givers = (postings: PointsEntry['postings']) =>
  postings.filter(({ account, amount }) => amount < 0 && !isSystemAccount(account));

/** What a list used of what is promised for the year, counted when it was made. */
export const usedByList = ({
  total,
  countedIn,
}: {
  total: number;
  countedIn?: string | undefined;
}): QuotaUse[] =>
  countedIn === undefined ? [] : [{ id: quotaIdOf('issuance', 'given', countedIn), points: total }];

/** Whose quota it is. */
export const accountOfQuota = (id: string): string => id.slice(0, id.indexOf('.'));
