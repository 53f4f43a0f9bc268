import type { PlainDate } from '../../kernel/index.ts';
import type { ServiceRecord } from '../service-record.ts';
import type { PointsRule } from './rule.ts';

/** How much an account can still earn or give in a period: the counter of what it has used, and the most there can be. */
export type Quota = { id: string; most: number };

/** Ids hold no dash: the day or the year is its digits. */
const quotaIdOf = (accountId: string, use: 'earned' | 'given', period: string): string =>
  `${accountId}.${use}.${period.replaceAll('-', '')}`;

/** The caps under which a service earns: of its day, of its year. None where the rule has none. */
export function capsOn(
  { dailyCap, yearlyCap }: PointsRule,
  { accountId, servedOn }: Pick<ServiceRecord, 'accountId' | 'servedOn'>,
): Quota[] {
  const cap = (period: string, most: number | undefined): Quota[] =>
    most === undefined ? [] : [{ id: quotaIdOf(accountId, 'earned', period), most }];
  return [...cap(servedOn, dailyCap), ...cap(servedOn.slice(0, 4), yearlyCap)];
}

/** A record with no more points than are left under the caps; what it lost to them is said. */
export const upTo = (record: ServiceRecord, most: number, caps: readonly Quota[]): ServiceRecord => {
  const points = Math.min(record.points, Math.max(0, most));
  const withheld = record.points - points;
  return {
    ...record,
    points,
    ...(withheld === 0 ? {} : { pointsWithheld: withheld }),
    ...(points === 0 ? {} : { countedIn: caps.map(({ id }) => id) }),
  };
};

/** What the community can still give out of its own hand this year, where the rule says so. */
export const grantingOn = (
  { grantMost }: Pick<PointsRule, 'grantMost'>,
  today: PlainDate,
): Quota | undefined =>
  grantMost === undefined
    ? undefined
    : { id: quotaIdOf('issuance', 'given', today.slice(0, 4)), most: grantMost };

/** What an account can pass on today, where the rule says so. */
export const givingOn = (
  { transferDailyMost }: PointsRule,
  accountId: string,
  today: PlainDate,
): Quota | undefined =>
  transferDailyMost === undefined
    ? undefined
    : { id: quotaIdOf(accountId, 'given', today), most: transferDailyMost };
