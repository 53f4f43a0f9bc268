import { columnLetters, columnNumber } from '../../../spreadsheet/references.ts';
import type { Field } from '../ledgers/ledger-spec.ts';
import { type AnyLedger, ledgerOf } from '../ledgers/ledgers.ts';
import type { SheetMapping } from '../recognising/sheet-mapping.ts';
import type { SheetRow } from '../workbook/sheet.ts';

export type PlannedField = {
  readonly key: string;
  readonly field: Field<unknown>;
  /** 0 when the sheet has no column for it. */
  readonly column: number;
  readonly letters: string;
};

/** A mapping made ready for reading many rows. */
export type ReadingPlan = {
  readonly ledger: AnyLedger;
  readonly mapping: SheetMapping;
  readonly fields: readonly PlannedField[];
  /**
   * Columns that make a row a row. Forms come with their numbers printed: a row that has only its number is an empty
   * line of the form.
   */
  readonly telling: ReadonlySet<number>;
  readonly headings: Headings;
};

export function planReading(mapping: SheetMapping): ReadingPlan {
  const ledger = ledgerOf(mapping.kind);
  const fields = Object.entries(ledger.fields).map(([key, field]) => {
    const letters = Object.entries(mapping.columns).find(([, target]) => target === key)?.[0] ?? '';
    return { key, field, column: columnNumber(letters), letters };
  });
  const telling = new Set(
    fields.filter(({ key, column }) => column > 0 && key !== 'serial').map(({ column }) => column),
  );
  return { ledger, mapping, fields, telling, headings: new Headings(mapping) };
}

/** The words above the data, gathered while the sheet streams by: headings name columns in findings and state units. */
export class Headings {
  readonly #mapping: SheetMapping;
  readonly #lower = new Map<number, string>();
  readonly #both = new Map<number, string>();
  #notes = '';

  constructor(mapping: SheetMapping) {
    this.#mapping = mapping;
  }

  /** True when the row stands above the data. */
  takes(row: SheetRow): boolean {
    const { headerRow, headerRows } = this.#mapping;
    if (row.number > headerRow) return false;
    const isHeading = row.number > headerRow - headerRows;
    for (const cell of row.cells) {
      if (!isHeading) this.#notes += ` ${cell.text}`;
      else this.#both.set(cell.column, `${this.#both.get(cell.column) ?? ''}${cell.text}`);
      if (row.number === headerRow) this.#lower.set(cell.column, cell.text.trim());
    }
    return true;
  }

  get notes(): string {
    return this.#notes;
  }

  /** What a person would call the column. */
  nameOf({ column, field, key }: PlannedField): string {
    return this.#lower.get(column) ?? this.#both.get(column) ?? field.words[0] ?? key;
  }

  /** All words above the column, units included. */
  wordsOf(column: number): string {
    return this.#both.get(column) ?? '';
  }

  /** Long sheets repeat their headings for print. */
  areRepeatedIn(row: SheetRow): boolean {
    const same = row.cells.filter((cell) => this.#lower.get(cell.column) === cell.text.trim()).length;
    return same >= 2 && same >= row.cells.length * 0.8;
  }
}

export const refIn = (plan: PlannedField, row: number): string =>
  `${plan.letters === '' ? columnLetters(plan.column) : plan.letters}${row}`;
