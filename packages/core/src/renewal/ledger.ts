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
 * The lines of one courtyard's fund, in their order, whose stated balance is not what the lines so far add up to. A ledger may begin with a balance carried forward: the first line's is taken as stated.
 */
export function misstatedBalances(lines: readonly FundEntry[]): Misstatement[] {
  const [first] = lines;
  if (first === undefined) return [];
  const carriedFen = first.balanceFen - first.incomeFen + first.spendingFen;
  const counted = runningBalances(fundAccountOf(first.courtyardId), lines.map(ledgerEntryOf));
  return lines.flatMap((line, i) => {
    const countedFen = carriedFen + (counted[i] as number);
    return countedFen === line.balanceFen ? [] : [{ line, countedFen }];
  });
}
