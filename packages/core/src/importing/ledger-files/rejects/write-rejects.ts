import { createWriteStream } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  sheetName,
  type WrittenCell,
  type WrittenRow,
  xlsxParts,
  zipOf,
} from '../../../spreadsheet/index.ts';
import { contextAbove } from '../recognising/heading-rows.ts';
import { isReasonHeading, REASON_HEADING } from '../recognising/headings.ts';
import type { SheetMapping } from '../recognising/sheet-mapping.ts';
import {
  sourceKeyOf,
  sourceLabelOf,
  statedSourceIn,
  statedSourceLine,
} from '../recognising/source-identity.ts';
import { fillDown } from '../rows/fill-down.ts';
import { planReading } from '../rows/reading-plan.ts';
import { kindOfRow } from '../rows/row-kinds.ts';
import type { Sheet, SheetRow } from '../workbook/sheet.ts';

/** The rows of one sheet that were not taken, by row number, each with the sentences that say why. */
export type RejectedRows = {
  readonly sheet: Sheet;
  readonly mapping: SheetMapping;
  readonly reasons: ReadonlyMap<number, readonly string[]>;
};

/**
 * Writes a workbook that holds, for each sheet, what stood above the table and only the rejected rows, as they were
 * written, with a last column 退回原因. Mended and uploaded again it is recognised as the same source, and its rows have
 * the keys they would have had.
 *
 * @param target path of the file, or a stream (a response, an upload)
 */
export async function writeRejects(
  target: string | Writable,
  rejected: readonly RejectedRows[],
): Promise<void> {
  const sheets = rejected
    .filter(({ reasons }) => reasons.size > 0)
    .map((rows) => ({ name: writtenName(rows.sheet), rows: rejectedRows(rows) }));
  const out = typeof target === 'string' ? createWriteStream(target) : target;
  await pipeline(Readable.from(zipOf(xlsxParts(sheets))), out);
}

async function* rejectedRows({ sheet, mapping, reasons }: RejectedRows): AsyncGenerator<WrittenRow> {
  const plan = planReading(mapping);
  const complete = fillDown(plan);
  const above: SheetRow[] = [];
  let reasonColumn = 0;
  let number = 0;
  for await (const row of sheet.rows()) {
    if (plan.headings.takes(row)) {
      above.push(row);
      continue;
    }
    if (reasonColumn === 0) {
      reasonColumn = reasonColumnOf(above, mapping);
      for (const written of rowsAbove(above, sheet, mapping, reasonColumn))
        yield { number: ++number, cells: written };
    }
    if (kindOfRow(row, plan) !== 'data') continue;
    // Every row passes through, so that a rejected row takes its household's cells with it.
    const { row: filled } = complete(row);
    const sentences = reasons.get(row.number);
    if (sentences === undefined) continue;
    const reason = { column: reasonColumn, text: `原第 ${row.number} 行。${sentences.join(' ')}` };
    yield {
      number: ++number,
      cells: [...filled.cells.filter(({ column }) => column < reasonColumn), reason],
    };
  }
}

function* rowsAbove(
  above: readonly SheetRow[],
  sheet: Sheet,
  mapping: SheetMapping,
  reasonColumn: number,
): Generator<WrittenCell[]> {
  const firstHeading = mapping.headerRow - mapping.headerRows + 1;
  for (const row of above) {
    if (row.number >= firstHeading) continue;
    const own = row.cells.filter((cell) => cell.filled !== true);
    if (!own.some((cell) => statedSourceIn(cell.text) !== undefined)) yield own;
  }
  if (!saysItsSource(above, sheet, mapping, firstHeading))
    yield [{ column: 1, text: statedSourceLine(mapping.sourceLabel) }];
  for (const row of above) {
    if (row.number < firstHeading) continue;
    const headings = row.cells.filter(({ column }) => column < reasonColumn);
    yield [...headings, { column: reasonColumn, text: REASON_HEADING }];
  }
}

/** Whether the words that are written would lead back to the same source without being told. */
function saysItsSource(
  above: readonly SheetRow[],
  sheet: Sheet,
  { kind, sourceLabel }: SheetMapping,
  firstHeading: number,
): boolean {
  const names = { sheetName: writtenName(sheet), fileName: '' };
  const { statedSource: _, ...context } = contextAbove(above, firstHeading, names);
  return sourceKeyOf(kind, sourceLabelOf(context, 'xlsx')) === sourceKeyOf(kind, sourceLabel);
}

function reasonColumnOf(above: readonly SheetRow[], { headerRow, headerRows }: SheetMapping): number {
  const headings = above
    .filter(({ number }) => number > headerRow - headerRows)
    .flatMap(({ cells }) => cells);
  const existing = headings.find(({ text }) => isReasonHeading(text));
  return existing?.column ?? Math.max(0, ...headings.map(({ column }) => column)) + 1;
}

/** A CSV has no sheet name that belongs to its identity. */
const writtenName = (sheet: Sheet): string => (sheet.format === 'csv' ? 'Sheet1' : sheetName(sheet.name));
