import type { Entry } from './entry.ts';
import { LedgerError } from './ledger-error.ts';
import { type Quantity, sumOf } from './quantity.ts';
import { assertNotReversed } from './reversal.ts';

/** What the account holds after these entries of one book, in whatever order they come. Zero for an account never posted to. */
export function balanceOf(account: string, entries: readonly Entry[]): Quantity {
  assertOneBook(entries);
  return sumOf(movements(account, entries));
}

/** The account's balance after each of the entries, in the order given: what a passbook prints beside its lines. */
export function runningBalances(account: string, entries: readonly Entry[]): Quantity[] {
  assertOneBook(entries);
  let balance = 0;
  return entries.map((entry) => {
    balance = sumOf([balance, ...movements(account, [entry])]);
    return balance;
  });
}

/**
 * Every account's balance, from nothing, checking the whole history on the way: one book, each entry once, each reversed
 * once at most. The balances of all accounts together are always zero.
 *
 * @throws LedgerError `oneBook`, `entryOnce`, `reversalOnce`, `withinRange`
 */
export function replay(entries: readonly Entry[]): Map<string, Quantity> {
  assertOneBook(entries);
  assertEachOnce(entries);
  const balances = new Map<string, Quantity>();
  for (const { account, amount } of entries.flatMap(({ postings }) => postings)) {
    balances.set(account, sumOf([balances.get(account) ?? 0, amount]));
  }
  return balances;
}

const movements = (account: string, entries: readonly Entry[]): Quantity[] =>
  entries
    .flatMap(({ postings }) => postings)
    .filter((posting) => posting.account === account)
    .map(({ amount }) => amount);

function assertOneBook(entries: readonly Entry[]): void {
  const books = new Set(entries.map(({ book }) => book));
  if (books.size > 1)
    throw new LedgerError('oneBook', `Entries of ${[...books].join(' and ')} cannot be added`);
}

function assertEachOnce(entries: readonly Entry[]): void {
  const seen = new Set<string>();
  const reversed = new Set<string>();
  for (const { id, reverses } of entries) {
    if (seen.has(id)) throw new LedgerError('entryOnce', `Entry ${id} is there twice`);
    seen.add(id);
    if (reverses === undefined) continue;
    assertNotReversed(reverses, reversed);
    reversed.add(reverses);
  }
}
