import type { Action } from './judge.ts';

/** How the rows of a sheet came out. */
export class RowCounts {
  rowsTotal = 0;
  rowsReady = 0;
  rowsRejected = 0;
  inserted = 0;
  updated = 0;
  unchanged = 0;
  // Rows that are part of what the whole sheet becomes, and have no record of their own.
  #ofTheWhole = 0;

  reject(): void {
    this.rowsTotal += 1;
    this.rowsRejected += 1;
  }

  accept(actions: readonly Action[]): void {
    this.rowsTotal += 1;
    this.rowsReady += 1;
    if (actions.length === 0) this.#ofTheWhole += 1;
    else this[outcomeOf(actions)] += 1;
  }

  end(actions: readonly Action[]): void {
    if (this.#ofTheWhole > 0) this[outcomeOf(actions)] += this.#ofTheWhole;
  }
}

/** A row counts by its own record, the last it writes; one that only mends another's record counts as an update. */
function outcomeOf(actions: readonly Action[]): 'inserted' | 'updated' | 'unchanged' {
  if (actions.at(-1)?.what === 'insert') return 'inserted';
  return actions.some(({ what }) => what === 'insert' || what === 'amend') ? 'updated' : 'unchanged';
}
