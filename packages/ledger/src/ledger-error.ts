/** The rules of double entry that a caller can break. Each is a bug or a lie in the data, never a user's small mistake. */
export type LedgerRule =
  | 'twoPostings'
  | 'wholeUnits'
  | 'sumsToZero'
  | 'oneBook'
  | 'entryOnce'
  | 'reversalOnce'
  | 'reversalIsFinal'
  | 'withinRange';

/** Thrown when an entry, or a list of them, would break `rule`. Nothing is posted. */
export class LedgerError extends Error {
  readonly rule: LedgerRule;

  constructor(rule: LedgerRule, message: string) {
    super(message);
    this.name = 'LedgerError';
    this.rule = rule;
  }
}
