import { columnLetters } from '../../../spreadsheet/references.ts';
import { type Cell, cellIn, type SheetRow } from '../workbook/sheet.ts';
import type { ReadingPlan } from './reading-plan.ts';

export type FilledRow = { readonly row: SheetRow; readonly carried: readonly Cell[] };

/**
 * Carries a group of columns down where they are blank (household number, door and head of household). Merged ranges
 * are filled already; this is for sheets that lost them, as every CSV has. The first column of the group leads: where it
 * is filled a new group begins.
 */
export function fillDown({ fields }: ReadingPlan): (row: SheetRow) => FilledRow {
  const columns = fields
    .filter(({ field, column }) => field.fillsDown === true && column > 0)
    .map(({ column }) => column);
  const [leading] = columns;
  let above: readonly Cell[] = [];
  if (leading === undefined) return (row) => ({ row, carried: [] });

  return (row) => {
    if (cellIn(row, leading) !== undefined) {
      above = row.cells.filter((cell) => columns.includes(cell.column));
      return { row, carried: [] };
    }
    const carried = above
      .filter((cell) => cellIn(row, cell.column) === undefined)
      .map((cell): Cell => ({ ...cell, ref: `${columnLetters(cell.column)}${row.number}`, filled: true }));
    const cells = [...row.cells, ...carried].sort((one, other) => one.column - other.column);
    return { row: { number: row.number, cells }, carried };
  };
}
