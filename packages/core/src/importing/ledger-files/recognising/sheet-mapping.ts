import type { LedgerKind } from '../ledgers/ledgers.ts';

/** What a column is read as: a field of the ledger, or nothing. */
export type ColumnTarget = string | 'ignore';

export type FactValue = string | number;

/**
 * How one sheet is to be read. Plain data: proposed by `inspectWorkbook`, corrected by a person, remembered for the
 * community under the inspection's `fingerprint`.
 */
export type SheetMapping = {
  readonly kind: LedgerKind;
  /** The last heading row, 1-based. */
  readonly headerRow: number;
  readonly headerRows: 1 | 2;
  /** By column letters: `{ A: 'serial', B: 'servedOn', C: 'ignore' }`. Columns not named are ignored. */
  readonly columns: Readonly<Record<string, ColumnTarget>>;
  readonly facts: Readonly<Record<string, FactValue>>;
  /** What the source is called; together with the kind it makes the `sourceKey`. */
  readonly sourceLabel: string;
};

/** What a person changes; everything left out is proposed anew under what they said. */
export type MappingCorrection = Partial<SheetMapping>;
