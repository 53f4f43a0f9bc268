import { balanceOf, type Entry, entryOf } from '@linli/ledger';
import type { ServiceRecord } from './service-record.ts';

type Posted = Pick<
  ServiceRecord,
  'id' | 'servedOn' | 'accountId' | 'durationMinutes' | 'points' | 'reverses'
>;

/** The other side of the two books. Nobody spends from them and nothing guards them: their balances are derived. */
const SERVED = 'served';
const ISSUANCE = 'issuance';

const entry = (record: Posted, book: 'minutes' | 'points', amount: number, other: string): Entry =>
  entryOf({
    id: record.id,
    book,
    on: record.servedOn,
    postings: [
      { account: record.accountId, amount },
      { account: other, amount: 0 - amount },
    ],
    ...(record.reverses === undefined ? {} : { reverses: record.reverses }),
  });

/** The record's entry in the hours book: minutes credited to who served. Never spent, never edited. */
export const hoursEntryOf = (record: Posted): Entry =>
  entry(record, 'minutes', record.durationMinutes, SERVED);

/** The record's entry in the points book: points issued to who served. */
export const pointsEntryOf = (record: Posted): Entry => entry(record, 'points', record.points, ISSUANCE);

/** What records do to one account, by replay of their entries in both books. */
export const postedTo = (
  accountId: string,
  records: readonly Posted[],
): { points: number; minutes: number } => ({
  points: balanceOf(accountId, records.map(pointsEntryOf)),
  minutes: balanceOf(accountId, records.map(hoursEntryOf)),
});
