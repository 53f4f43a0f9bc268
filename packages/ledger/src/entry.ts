import { LedgerError } from './ledger-error.ts';
import { assertWhole, type Book, type Quantity, sumOf } from './quantity.ts';

/** What one account gains (above zero) or gives (below zero). */
export type Posting = { readonly account: string; readonly amount: Quantity };

/** One event in one book, immutable. `on` is a plain date `YYYY-MM-DD`; `reverses` names the entry it takes back. */
export type Entry = {
  readonly id: string;
  readonly book: Book;
  readonly on: string;
  readonly postings: readonly Posting[];
  readonly reverses?: string;
};

/**
 * The only way to make an entry: what one account gains another gives.
 *
 * @example entryOf({ id: 'e1', book: 'fen', on: '2018-03-18',
 *   postings: [{ account: 'fund', amount: 300_000 }, { account: 'outside', amount: -300_000 }] })
 * @throws LedgerError `twoPostings`, `wholeUnits`, `sumsToZero`
 */
export function entryOf(entry: Entry): Entry {
  const { id, postings } = entry;
  if (postings.length < 2)
    throw new LedgerError('twoPostings', `Entry ${id} has ${postings.length} postings; it needs two or more`);
  for (const { amount } of postings) assertWhole(amount);
  const sum = sumOf(postings.map(({ amount }) => amount));
  if (sum !== 0) throw new LedgerError('sumsToZero', `Entry ${id} is out of balance by ${sum}`);
  return Object.freeze({
    ...entry,
    postings: Object.freeze(postings.map((posting) => Object.freeze({ ...posting }))),
  });
}
