import type { AnyLedger } from '../ledgers/ledgers.ts';
import { compared, isReasonHeading, likeness } from './headings.ts';

/** The headings one column may be read by: of two heading rows the lower, or both together. */
export type HeadedColumn = { readonly column: number; readonly headings: readonly string[] };

export type ColumnMatch = { readonly column: number; readonly field: string; readonly score: number };

/** A contained word must explain at least half of its heading. */
const ENOUGH = 0.68;

/** Pairs columns with fields, the surest pairs first, each column and each field once. */
export function matchColumns(columns: readonly HeadedColumn[], ledger: AnyLedger): ColumnMatch[] {
  const pairs: ColumnMatch[] = [];
  for (const { column, headings } of columns) {
    if (headings.some(isReasonHeading)) continue;
    const readings = headings.map(compared);
    for (const [field, { words }] of Object.entries(ledger.fields)) {
      const score = Math.max(...readings.map((heading) => likeness(heading, words)));
      if (score >= ENOUGH) pairs.push({ column, field, score });
    }
  }
  pairs.sort((one, other) => other.score - one.score || one.column - other.column);
  const columnsTaken = new Set<number>();
  const fieldsTaken = new Set<string>();
  return pairs.filter(({ column, field }) => {
    if (columnsTaken.has(column) || fieldsTaken.has(field)) return false;
    columnsTaken.add(column);
    fieldsTaken.add(field);
    return true;
  });
}
