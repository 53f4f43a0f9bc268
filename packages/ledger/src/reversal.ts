import { type Entry, entryOf } from './entry.ts';
import { LedgerError } from './ledger-error.ts';

/**
 * The entry that takes another back, posting for posting. A mistake is never edited. A reversal itself stays: what was
 * taken back wrongly is posted again.
 *
 * @throws LedgerError `reversalIsFinal`
 */
export function reversalOf(entry: Entry, id: string): Entry {
  if (entry.reverses !== undefined)
    throw new LedgerError('reversalIsFinal', `Entry ${entry.id} is a reversal and stays`);
  const postings = entry.postings.map(({ account, amount }) => ({ account, amount: opposite(amount) }));
  return entryOf({ ...entry, id, postings, reverses: entry.id });
}

/** Throws `reversalOnce` when the entry is among those reversed already. */
export function assertNotReversed(entryId: string, reversed: ReadonlySet<string>): void {
  if (reversed.has(entryId))
    throw new LedgerError('reversalOnce', `Entry ${entryId} has been reversed already`);
}

// Plain negation would turn 0 into -0, which is another value to a comparison of records.
const opposite = (amount: number) => 0 - amount;
