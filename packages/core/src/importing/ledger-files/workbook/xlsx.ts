import { RefusedFileError } from '../refusals.ts';
import type { CellTables } from './cell-values.ts';
import { styleMeanings } from './number-formats.ts';
import { readSharedStrings } from './shared-strings.ts';
import type { Sheet, Workbook } from './sheet.ts';
import { readSheetRows } from './sheet-rows.ts';
import { type SheetScan, scanSheet } from './sheet-scan.ts';
import { readWorkbookParts, type SheetPart, type WorkbookParts } from './workbook-parts.ts';
import { readXml } from './xml-events.ts';
import { ZipPackage } from './zip-package.ts';

/** Opens an Office Open XML workbook; its sheets are streamed from the archive whenever they are read. */
export async function openXlsx(source: string | Buffer, fileName: string): Promise<Workbook> {
  const zip = await ZipPackage.open(source);
  try {
    refuseMacros(zip);
    const parts = await readWorkbookParts(zip);
    const tables = await readTables(zip, parts);
    const sheets = parts.sheets.map((part) => sheetOf(zip, part, tables, fileName));
    return { fileName, format: 'xlsx', sheets, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function refuseMacros(zip: ZipPackage): void {
  for (const name of zip.names) {
    if (/vbaProject|macrosheets\//i.test(name)) throw new RefusedFileError('macros', { part: name });
    if (/^xl\/workbook\.bin$/i.test(name)) throw new RefusedFileError('binaryWorkbook');
  }
}

async function readTables(zip: ZipPackage, parts: WorkbookParts): Promise<CellTables> {
  const { sharedStrings, styles, since1904 } = parts;
  const { handlers, meanings } = styleMeanings();
  if (styles !== undefined) await readXml(zip.bytes(styles), styles, handlers);
  const strings =
    sharedStrings === undefined ? [] : await readSharedStrings(zip.bytes(sharedStrings), sharedStrings);
  return { strings, styles: meanings, since1904 };
}

function sheetOf(
  zip: ZipPackage,
  { name, hidden, part }: SheetPart,
  tables: CellTables,
  fileName: string,
): Sheet {
  let scanning: Promise<SheetScan> | undefined;
  const scan = () => {
    scanning ??= scanSheet(zip.bytes(part), part);
    return scanning;
  };
  return {
    name,
    hidden,
    format: 'xlsx',
    fileName,
    async *rows() {
      const { merges } = await scan();
      yield* readSheetRows(zip.bytes(part), part, tables, merges);
    },
    countRows: async () => (await scan()).rowsWithValues,
  };
}
