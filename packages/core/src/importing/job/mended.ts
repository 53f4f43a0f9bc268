import { type ActiveSheet, isGivenBack } from './sheet-rows.ts';

/**
 * The rows that were given back and came in mended: the row of the first file that each mends is passed over, neither
 * counted as rejected beside it nor taken a second time. A row without a number or name of its own cannot be told again,
 * and still counts.
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
