import { hash } from 'node:crypto';

export type SeenAt = { readonly row: number; readonly sheet: string };

/** Rows 1 to 2^20 fit below this; the sheet's place in the list stands above. */
const ROWS_A_SHEET = 2 ** 21;

/**
 * Remembers which keys came by, to find duplicates. One instance can serve all sheets of an import. It holds a short
 * hash and a number for each key: about 10 MB for 100,000 rows.
 */
export class SeenKeys {
  readonly #places = new Map<string, number>();
  readonly #sheets: string[] = [];

  /** Where the key came by before; undefined the first time, which is then remembered. */
  firstSeen(key: string, at: SeenAt): SeenAt | undefined {
    const digest = hash('sha256', key, 'base64').slice(0, 16);
    const place = this.#places.get(digest);
    if (place === undefined) {
      this.#places.set(digest, this.#sheetIndex(at.sheet) * ROWS_A_SHEET + at.row);
      return undefined;
    }
    return { row: place % ROWS_A_SHEET, sheet: this.#sheets[Math.floor(place / ROWS_A_SHEET)] ?? '' };
  }

  #sheetIndex(sheet: string): number {
    const known = this.#sheets.lastIndexOf(sheet);
    return known >= 0 ? known : this.#sheets.push(sheet) - 1;
  }
}
