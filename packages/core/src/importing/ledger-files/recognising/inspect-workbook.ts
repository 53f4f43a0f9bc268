import type { Workbook, WorkbookFormat } from '../workbook/sheet.ts';
import { inspectSheet, type SheetInspection } from './inspect-sheet.ts';
import type { MappingCorrection } from './sheet-mapping.ts';

export type WorkbookInspection = {
  readonly fileName: string;
  readonly format: WorkbookFormat;
  readonly sheets: readonly SheetInspection[];
};

/** Says for each sheet which ledger it is and how it would be read. Corrections are given by sheet name. */
export async function inspectWorkbook(
  workbook: Workbook,
  corrections: Readonly<Record<string, MappingCorrection>> = {},
): Promise<WorkbookInspection> {
  const sheets: SheetInspection[] = [];
  for (const sheet of workbook.sheets) sheets.push(await inspectSheet(sheet, corrections[sheet.name]));
  return { fileName: workbook.fileName, format: workbook.format, sheets };
}
