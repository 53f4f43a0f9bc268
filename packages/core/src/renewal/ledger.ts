import { type Entry, entryOf, runningBalances } from '@linli/ledger';
import type { FundEntry } from './fund-entry.ts';

/** Everyone a fund takes from and pays to: donors, the community, shops. */
const OUTSIDE = 'outside';

export const fundAccountOf = (courtyardId: string) => `fund:${courtyardId}`;

/** A fund's line as an entry of the book in fen: what the fund gains the world outside it gives. */
export function ledgerEntryOf(line: FundEntry): Entry {
  const amount = line.incomeFen - line.spendingFen;
  return entryOf({
    id: line.id,
    book: 'fen',
    on: line.enteredOn,
    postings: [
      { account: fundAccountOf(line.courtyardId), amount },
      { account: OUTSIDE, amount: 0 - amount },
    ],
  });
}

export type Misstatement = { line: FundEntry; countedFen: number };

/**
 * The lines of one courtyard's fund whose stated balance is not what the lines so far add up to, in the order of the
 * book whatever order they come in. A ledger may begin with a balance carried forward: the first line's is taken as
 * stated. Throws a LedgerError for a line that is no entry: one that is not in whole fen.
 */
export function misstatedBalances(entered: readonly FundEntry[]): Misstatement[] {
  const lines = entered.toSorted(inOrderOfBook);
  const [first] = lines;
  if (first === undefined) return [];
  const carriedFen = first.balanceFen - first.incomeFen + first.spendingFen;
  const counted = runningBalances(fundAccountOf(first.courtyardId), lines.map(ledgerEntryOf));
  return lines.flatMap((line, i) => {
    const countedFen = carriedFen + (counted[i] as number);
    return countedFen === line.balanceFen ? [] : [{ line, countedFen }];
  });
}

/** By day, and within a day as the ledger has them: the order of the index they are listed by. */
const inOrderOfBook = (a: FundEntry, b: FundEntry): number => {
  if (a.enteredOn !== b.enteredOn) return a.enteredOn < b.enteredOn ? -1 : 1;
  return a.position - b.position || (a.id < b.id ? -1 : 1);
};
