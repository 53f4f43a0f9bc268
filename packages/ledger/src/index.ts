export { balanceOf, replay, runningBalances } from './balance.ts';
export { type Entry, entryOf, type Posting } from './entry.ts';
export { LedgerError, type LedgerRule } from './ledger-error.ts';
export type { Book, Quantity } from './quantity.ts';
export { assertNotReversed, reversalOf } from './reversal.ts';
