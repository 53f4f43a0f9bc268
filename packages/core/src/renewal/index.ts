export * from './drafts.ts';
export { FundEntry, tallyFundEntry } from './fund-entry.ts';
export { ledgerEntryOf, type Misstatement, misstatedBalances } from './ledger.ts';
export * from './operations.ts';
