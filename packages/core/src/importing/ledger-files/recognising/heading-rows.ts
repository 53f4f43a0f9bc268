import type { SheetContext } from '../ledgers/sheet-facts.ts';
import { isDash } from '../values/plain-text.ts';
import type { SheetRow } from '../workbook/sheet.ts';
import type { HeadedColumn } from './column-matching.ts';
import { type Likeness, likeliestLedger } from './ledger-likeness.ts';
import { statedSourceIn } from './source-identity.ts';

/** How far down headings are looked for. */
export const ROWS_LOOKED_AT = 40;
/** Wider sheets have headings in their first columns all the same. */
const COLUMNS_LOOKED_AT = 200;

export type HeadingRows = {
  /** The last heading row, 1-based; data begin below it. */
  readonly headerRow: number;
  /** 2 when groups of columns have a heading of their own above. */
  readonly headerRows: 1 | 2;
  readonly columns: readonly HeadedColumn[];
};

/** What stands above the headings and beside the table: its title, its notes, its names. */
export function contextAbove(
  rows: readonly SheetRow[],
  firstHeading: number,
  names: Pick<SheetContext, 'sheetName' | 'fileName'>,
): SheetContext {
  const lines = rows
    .filter(({ number }) => number < firstHeading)
    .map(wordsOfRow)
    .filter((words) => words !== '');
  const above = lines.filter((line) => statedSourceIn(line) === undefined);
  const statedSource = lines.map(statedSourceIn).find((label) => label !== undefined);
  return {
    title: above[0] ?? '',
    notes: above.slice(1),
    ...names,
    ...(statedSource === undefined ? {} : { statedSource }),
  };
}

/** A row that is one merged cell reads once, not once for each column it covers. */
const wordsOfRow = (row: SheetRow): string =>
  row.cells
    .filter((cell) => cell.filled !== true)
    .map((cell) => cell.text.trim())
    .join('　');

/** The row, or pair of rows, whose words are most like the headings of some ledger. */
export function findHeadingRows(
  rows: readonly SheetRow[],
  names: Pick<SheetContext, 'sheetName' | 'fileName'>,
): { headings: HeadingRows; likeness: Likeness; context: SheetContext } | undefined {
  let best: { headings: HeadingRows; likeness: Likeness; context: SheetContext } | undefined;
  for (const headings of candidates(rows)) {
    const context = contextAbove(rows, headings.headerRow - headings.headerRows + 1, names);
    const likeness = likeliestLedger(headings.columns, context);
    // A group row above explains no more columns, but it is part of the headings and not a note.
    const advantage = headings.headerRows === 2 ? 0.001 : 0;
    if (likeness.confidence + advantage > (best?.likeness.confidence ?? -1))
      best = { headings, likeness, context };
  }
  return best;
}

function* candidates(rows: readonly SheetRow[]): Generator<HeadingRows> {
  for (const [index, row] of rows.entries()) {
    if (!looksLikeHeadings(row)) continue;
    yield headingsAt(rows, row.number, 1);
    const above = rows[index - 1];
    if (above?.number === row.number - 1 && isGroupedBy(row, above)) yield headingsAt(rows, row.number, 2);
  }
}

/** The headings as they stand at a row a person or a search has chosen. */
export function headingsAt(rows: readonly SheetRow[], headerRow: number, headerRows: 1 | 2): HeadingRows {
  const lower = rows.find(({ number }) => number === headerRow)?.cells ?? [];
  const upper = headerRows === 2 ? (rows.find(({ number }) => number === headerRow - 1)?.cells ?? []) : [];
  const byColumn = new Map<number, string[]>();
  for (const cell of lower) byColumn.set(cell.column, [cell.text.trim()]);
  for (const cell of upper) {
    const group = cell.text.trim();
    const own = byColumn.get(cell.column)?.[0];
    byColumn.set(cell.column, own === undefined || own === group ? [group] : [`${group}${own}`, own]);
  }
  const columns = [...byColumn].map(([column, headings]) => ({ column, headings }));
  columns.sort((one, other) => one.column - other.column);
  return { headerRow, headerRows, columns: columns.slice(0, COLUMNS_LOOKED_AT) };
}

/** Headings are words: at least two different ones, hardly any number or date among them. */
function looksLikeHeadings(row: SheetRow): boolean {
  const words = row.cells.filter(
    (cell) => cell.number === undefined && cell.date === undefined && !isDash(cell.text),
  );
  const different = new Set(words.map((cell) => cell.text.trim()));
  return different.size >= 2 && words.length >= row.cells.length * 0.8;
}

/** Two rows are one heading when the upper one spans columns or is carried down into the lower one. */
function isGroupedBy(lower: SheetRow, upper: SheetRow): boolean {
  const texts = new Map(upper.cells.map((cell) => [cell.column, cell.text]));
  const spans = upper.cells.some((cell) => texts.get(cell.column - 1) === cell.text);
  const carried = lower.cells.some((cell) => texts.get(cell.column) === cell.text);
  // 填报单位：… and 填报日期：… side by side are notes, not groups.
  const isNote = upper.cells.some((cell) => /[:：]/.test(cell.text));
  return new Set(texts.values()).size >= 2 && looksLikeHeadings(upper) && (spans || carried) && !isNote;
}
