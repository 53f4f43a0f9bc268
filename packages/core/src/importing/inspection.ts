import { LinliError, type Scope } from '../kernel/index.ts';
import { type Table, write } from '../table/index.ts';
import { RememberedMappings } from './entities.ts';
import type { ImportFile, ImportSheet } from './import.ts';
import {
  inspectSheet,
  type MappingCorrection,
  openWorkbook,
  RefusedFileError,
  refusalInEach,
  type SheetInspection,
  type Workbook,
} from './ledger-files/index.ts';

type Found = { file: ImportFile; sheets: ImportSheet[] };

/** Opens an uploaded file and says what each sheet of it is; a file that cannot be read comes back with its refusal. */
export async function inspectFile(
  scope: Scope,
  importId: string,
  file: ImportFile,
  path: string,
): Promise<Found> {
  try {
    const sheets = await withWorkbook(path, file.name, (workbook) =>
      inspectSheets(scope, importId, file, workbook),
    );
    if (sheets.every(({ ignore }) => ignore)) throw new RefusedFileError('nothingToRead');
    return { file, sheets };
  } catch (error) {
    if (!(error instanceof RefusedFileError)) throw error;
    return { file: { ...file, refusal: refusalInEach(error) }, sheets: [] };
  }
}

async function inspectSheets(
  scope: Scope,
  importId: string,
  file: ImportFile,
  workbook: Workbook,
): Promise<ImportSheet[]> {
  const sheets: ImportSheet[] = [];
  for (const [at, sheet] of workbook.sheets.entries()) {
    const id = `${file.id}_${at}`;
    const blank = blankSheet({ id, importId, fileId: file.id, fileName: file.name, name: sheet.name });
    const proposed = await inspectSheet(sheet);
    const remembered = await rememberedMapping(scope.table, scope.tenantId, proposed.fingerprint);
    const inspected = remembered === undefined ? proposed : await inspectSheet(sheet, remembered);
    sheets.push(withInspection(blank, inspected));
  }
  return sheets;
}

/** A workbook is a file held open: it is let go whatever comes of it. */
async function withWorkbook<T>(
  path: string,
  name: string,
  read: (workbook: Workbook) => Promise<T>,
): Promise<T> {
  const workbook = await openWorkbook(path, name);
  try {
    return await read(workbook);
  } finally {
    workbook.close();
  }
}

/** The same sheet read again under a person's correction. */
export async function inspectAgain(
  sheet: ImportSheet,
  path: string,
  correction: MappingCorrection,
): Promise<ImportSheet> {
  return withWorkbook(path, sheet.fileName, async (workbook) => {
    const found = workbook.sheets.find(({ name }) => name === sheet.name);
    if (found === undefined) throw new Error(`Sheet ${sheet.id} is gone from its file`);
    return withInspection(blankSheet(sheet), await inspectSheet(found, correction));
  });
}

const blankSheet = (
  names: Pick<ImportSheet, 'id' | 'importId' | 'fileId' | 'fileName' | 'name'>,
): Omit<
  ImportSheet,
  'confidence' | 'title' | 'columns' | 'unknownColumns' | 'fingerprint' | 'ignore' | 'rowsTotal'
> => ({
  id: names.id,
  importId: names.importId,
  fileId: names.fileId,
  fileName: names.fileName,
  name: names.name,
  rowsReady: 0,
  rowsRejected: 0,
  warnings: 0,
  found: [],
  inserted: 0,
  updated: 0,
  unchanged: 0,
  controlTotals: [],
});

function withInspection(sheet: ReturnType<typeof blankSheet>, found: SheetInspection): ImportSheet {
  const looked = {
    ...sheet,
    confidence: found.confidence,
    title: found.title,
    columns: found.columns.map(({ field, ...column }) => ({
      ...column,
      samples: [...column.samples],
      ...(field === null ? {} : { field }),
    })),
    unknownColumns: [...found.unknownColumns],
    fingerprint: found.fingerprint,
    rowsTotal: found.approximateRows,
  };
  if (found.recognised) {
    const { kind, sourceKey, mapping } = found;
    return {
      ...looked,
      kind,
      sourceKey,
      mapping: structuredClone(mapping) as ImportSheet['mapping'],
      ignore: false,
    };
  }
  // An empty or hidden sheet is what workbooks are full of; it asks nothing of anybody.
  return { ...looked, reason: found.reason, ignore: found.reason === 'empty' || found.reason === 'hidden' };
}

async function rememberedMapping(
  table: Table,
  tenantId: string,
  headerHash: string,
): Promise<MappingCorrection | undefined> {
  if (headerHash === '') return undefined;
  const remembered = await table.get(RememberedMappings, RememberedMappings.get({ tenantId, headerHash }));
  return remembered?.mapping as MappingCorrection | undefined;
}

/** Remembers what a person said of these headings, but for the facts and name of this one sheet. */
export async function rememberMapping(scope: Scope, sheet: ImportSheet): Promise<void> {
  if (sheet.mapping === undefined || sheet.fingerprint === '') return;
  const { kind, headerRow, headerRows, columns } = sheet.mapping;
  const remembered = RememberedMappings.upsert({
    tenantId: scope.tenantId,
    headerHash: sheet.fingerprint,
    mapping: { kind, headerRow, headerRows, columns },
    updatedAt: scope.now,
    updatedBy: scope.actor.id,
  });
  await scope.table.commit([write(remembered, new LinliError('conflict', 'alreadyChanged'))]);
}
