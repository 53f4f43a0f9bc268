import { type ActiveSheet, isGivenBack } from './sheet-rows.ts';

/**
 * The rows that were given back and came in mended, so that the row of the first file that they mend is not counted as
 * rejected beside them. A row without a number or name of its own cannot be told again, and still counts.
 */
export class MendedRows {
  readonly #rows = new Set<string>();

  accept(sheet: ActiveSheet, key: string | undefined): void {
    if (key !== undefined && isGivenBack(sheet)) this.#rows.add(`${sheet.sourceKey} ${key}`);
  }

  has(sheet: ActiveSheet, key: string | undefined): boolean {
    return key !== undefined && !isGivenBack(sheet) && this.#rows.has(`${sheet.sourceKey} ${key}`);
  }
}
