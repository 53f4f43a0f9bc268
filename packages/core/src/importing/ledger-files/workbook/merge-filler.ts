import { columnLetters, type Range } from '../../../spreadsheet/references.ts';
import { RefusedFileError } from '../refusals.ts';
import type { Cell } from './sheet.ts';

/** A range wider than this is a decoration of the sheet, not a value for its columns. */
const MAX_FILL_WIDTH = 256;
const MAX_ACTIVE = 4_096;
const MAX_FILLED = 8_000_000;

/** Gives the empty cells of merged ranges the value of the range's first cell. Rows must come in ascending order. */
export class MergeFiller {
  readonly #merges: readonly Range[];
  #next = 0;
  #filled = 0;
  #active: { range: Range; source: Cell }[] = [];

  constructor(merges: readonly Range[]) {
    this.#merges = merges;
  }

  fill(rowNumber: number, cells: Cell[]): Cell[] {
    this.#enter(rowNumber, cells);
    if (this.#active.length === 0) return cells;
    const taken = new Set(cells.map((cell) => cell.column));
    const filled = [...cells];
    for (const { range, source } of this.#active) {
      const right = Math.min(range.right, range.left + MAX_FILL_WIDTH - 1);
      for (let column = range.left; column <= right; column += 1) {
        if (taken.has(column)) continue;
        taken.add(column);
        filled.push({ ...source, ref: `${columnLetters(column)}${rowNumber}`, column, filled: true });
      }
    }
    this.#filled += filled.length - cells.length;
    if (this.#filled > MAX_FILLED) throw new RefusedFileError('tooManyMerges', { limit: MAX_FILLED });
    return filled.sort((one, other) => one.column - other.column);
  }

  #enter(rowNumber: number, cells: readonly Cell[]): void {
    if (this.#active.length > 0) this.#active = this.#active.filter(({ range }) => range.bottom >= rowNumber);
    for (let range = this.#merges[this.#next]; range !== undefined; range = this.#merges[this.#next]) {
      if (range.top > rowNumber) break;
      this.#next += 1;
      const { top, left } = range;
      const source = top === rowNumber ? cells.find((cell) => cell.column === left) : undefined;
      if (source !== undefined) this.#active.push({ range, source });
    }
    if (this.#active.length > MAX_ACTIVE) throw new RefusedFileError('tooManyMerges', { limit: MAX_ACTIVE });
  }
}
