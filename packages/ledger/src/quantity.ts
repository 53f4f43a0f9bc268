import { LedgerError } from './ledger-error.ts';

/** Books are never mixed: a minute is not a point and a point is not money. */
export type Book = 'minutes' | 'points' | 'fen';

/** Whole units of one book, below zero for what leaves an account. Never a fraction: rounding happens before posting. */
export type Quantity = number;

/** Throws `wholeUnits` for a fraction, NaN, an infinity, or a number too large to be exact. */
export function assertWhole(amount: Quantity): void {
  if (!Number.isSafeInteger(amount))
    throw new LedgerError('wholeUnits', `${amount} is not a whole number of units`);
}

/** The exact sum; throws `withinRange` rather than hand back a number that has lost its last digits. */
export function sumOf(amounts: Iterable<Quantity>): Quantity {
  let sum = 0n;
  for (const amount of amounts) sum += BigInt(amount);
  if (sum > Number.MAX_SAFE_INTEGER || sum < Number.MIN_SAFE_INTEGER)
    throw new LedgerError('withinRange', `${sum} units are more than a balance can hold`);
  return Number(sum);
}
