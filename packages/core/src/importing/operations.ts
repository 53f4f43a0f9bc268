import { z } from 'zod';
import { recordChange } from '../audit/index.ts';
import {
  idFrom,
  LinliError,
  notFound,
  type Page,
  type PageRequest,
  parse,
  requirePermission,
  type Scope,
} from '../kernel/index.ts';
import { view, viewPage, type Write, write } from '../table/index.ts';
import { ImportSheets, Imports } from './entities.ts';
import { type Files, importFileKey } from './files.ts';
import { Import, ImportDetail, type ImportJob, ImportSheet, type ImportState, Mapping } from './import.ts';
import { inspectAgain, rememberMapping } from './inspection.ts';
import { mustBeSettled } from './settled.ts';

const changed = () => new LinliError('conflict', 'alreadyChanged');

/** Begins an import. The same key again answers with the same import. */
export async function createImport(scope: Scope, input: { key: string }): Promise<ImportDetail> {
  requirePermission(scope, 'importing:write');
  const id = idFrom('import', scope.tenantId, input.key);
  const begun: Import = {
    id,
    state: 'collecting',
    createdAt: scope.now,
    createdBy: scope.actor.id,
    files: [],
    progress: { done: 0, total: 0, label: '' },
  };
  const taken = changed();
  try {
    await scope.table.commit([
      write(Imports.create({ ...begun, tenantId: scope.tenantId, jobNo: 0 }), taken),
      recordChange(scope, { action: 'create', noun: 'import', id }),
    ]);
    return { ...begun, sheets: [] };
  } catch (error) {
    if (error !== taken) throw error;
    return getImport(scope, id);
  }
}

/** Newest first. */
export async function listImports(scope: Scope, request: PageRequest): Promise<Page<Import>> {
  requirePermission(scope, 'importing:read');
  const query = Imports.query.byTime({ tenantId: scope.tenantId });
  return viewPage(Import, await scope.table.page(Imports, query, { ...request, order: 'desc' }));
}

export async function getImport(scope: Scope, id: string): Promise<ImportDetail> {
  requirePermission(scope, 'importing:read');
  const { tenantId } = scope;
  const found = await scope.table.get(Imports, Imports.get({ tenantId, id }), { consistent: true });
  if (found === undefined) throw notFound('import');
  return view(ImportDetail, { ...found, sheets: await sheetsOf(scope, id) });
}

export async function sheetsOf(scope: Scope, importId: string): Promise<ImportSheet[]> {
  const items = await scope.table.all(
    ImportSheets,
    ImportSheets.query.byId({ tenantId: scope.tenantId, importId }),
  );
  return items.map(({ sheet }) => view(ImportSheet, sheet));
}

/** What a person may correct in the reading of a sheet. */
export const MappingInput = Mapping.partial().extend({ ignore: z.boolean().optional() });

/** Reads a sheet again as a person says, and remembers it for the community's next file with the same headings. */
export async function correctMapping(
  scope: Scope,
  files: Files,
  input: { importId: string; sheetId: string; mapping: z.input<typeof MappingInput> },
): Promise<ImportDetail> {
  requirePermission(scope, 'importing:write');
  const { ignore, ...correction } = parse(MappingInput, input.mapping);
  const found = await getImport(scope, input.importId);
  mayStillChange(found);
  const sheet = found.sheets.find(({ id }) => id === input.sheetId);
  if (sheet === undefined) throw notFound('importSheet');

  const path = await files.localPath(importFileKey(scope.tenantId, found.id, sheet.fileId));
  const said = Object.fromEntries(Object.entries(correction).filter(([, value]) => value !== undefined));
  const read =
    Object.keys(said).length === 0 ? sheet : await inspectAgain(sheet, path, { ...sheet.mapping, ...said });
  if (said['headerRow'] !== undefined && read.rowsTotal === 0)
    throw new LinliError('invalid', 'headerRowEmpty', {
      field: 'headerRow',
      params: { row: correction.headerRow ?? 0 },
    });
  const corrected = { ...read, ignore: ignore ?? false };
  if (read !== sheet) await rememberMapping(scope, corrected);
  await saveSheet(scope, corrected);
  return afterChange(scope, found, found.files, [
    recordChange(scope, {
      action: 'map',
      noun: 'import',
      id: found.id,
      before: readingOf(sheet),
      after: readingOf(corrected),
    }),
  ]);
}

const readingOf = ({ fileName, name, mapping, ignore }: ImportSheet) => ({
  sheet: `${fileName} › ${name}`,
  ...mapping,
  ignore,
});

/** Asks for preflight: reads every row, holds it against the community, writes nothing to it. */
export async function requestPreflight(scope: Scope, id: string): Promise<ImportDetail> {
  mustBeSettled(await getImport(scope, id));
  return requestJob(scope, id, 'preflight', 'preflighting', [
    'collecting',
    'needsMapping',
    'ready',
    'failed',
    'undone',
  ]);
}

/** Asks for the rows to be written. After a failure the same request resumes where it stopped. */
export async function requestRun(
  scope: Scope,
  id: string,
  options: { onboards?: string } = {},
): Promise<ImportDetail> {
  const { state, progress } = await getImport(scope, id);
  const resumable = state === 'failed' && progress.total > 0;
  if (state !== 'ready' && !resumable) {
    if (state === 'running' || state === 'done') return getImport(scope, id);
    throw new LinliError('conflict', 'importNotReady');
  }
  return requestJob(scope, id, 'run', 'running', ['ready', 'failed'], options);
}

export async function requestUndo(scope: Scope, id: string): Promise<ImportDetail> {
  const { state } = await getImport(scope, id);
  if (state === 'undoing' || state === 'undone') return getImport(scope, id);
  if (state !== 'done' && state !== 'failed') throw new LinliError('conflict', 'importNotUndoable');
  return requestJob(scope, id, 'undo', 'undoing', ['done', 'failed']);
}

/** The raised number is what wakes the jobs process, by way of the table's stream: nothing is asked for and then lost. */
async function requestJob(
  scope: Scope,
  id: string,
  job: ImportJob,
  state: ImportState,
  from: readonly ImportState[],
  note: { onboards?: string } = {},
): Promise<ImportDetail> {
  requirePermission(scope, 'importing:write');
  const patch = Imports.patch({ tenantId: scope.tenantId, id })
    .set({ job, state, ...note })
    .add({ jobNo: 1 })
    .remove(['failure'])
    .where((stored, { eq }) => from.map((each) => eq(stored.state, each)).join(' OR '));
  await scope.table.commit([
    write(patch, new LinliError('conflict', 'importRunning')),
    recordChange(scope, { action: job, noun: 'import', id }),
  ]);
  return getImport(scope, id);
}

const AT_WORK: readonly ImportState[] = ['preflighting', 'running', 'undoing'];

export function mayStillChange({ state }: Import): void {
  if (AT_WORK.includes(state)) throw new LinliError('conflict', 'importRunning');
  // What is in can be undone only as it was sent.
  if (state === 'done') throw new LinliError('conflict', 'importFinished');
}

export async function replaceSheets(
  scope: Scope,
  old: readonly ImportSheet[],
  fresh: readonly ImportSheet[],
): Promise<void> {
  const kept = new Set(fresh.map(({ id }) => id));
  for (const { id, importId } of old.filter((sheet) => !kept.has(sheet.id)))
    await scope.table.commit([
      write(ImportSheets.remove({ tenantId: scope.tenantId, importId, id }), changed()),
    ]);
  for (const sheet of fresh) await saveSheet(scope, sheet);
}

export async function saveSheet({ table, tenantId }: Scope, sheet: ImportSheet): Promise<void> {
  const { id, importId } = sheet;
  await table.commit([write(ImportSheets.upsert({ tenantId, id, importId, sheet }), changed())]);
}

/**
 * After files or mappings changed, an earlier preflight no longer speaks for them. `alongside` is committed with it.
 * Conflict when a job has begun or another file came in since `found` was read: the same call again then does it.
 */
export async function afterChange(
  scope: Scope,
  found: Import,
  files = found.files,
  alongside: readonly Write[] = [],
): Promise<ImportDetail> {
  const { id } = found;
  const sheets = await sheetsOf(scope, id);
  const unknown = sheets.some(({ kind, ignore }) => kind === undefined && !ignore);
  const state: ImportState = unknown ? 'needsMapping' : 'collecting';
  const patch = Imports.patch({ tenantId: scope.tenantId, id })
    .set({ files, state })
    .remove(['failure'])
    .where((stored, { eq, ne }) =>
      [eq(stored.files, found.files), ...AT_WORK.map((each) => ne(stored.state, each))].join(' AND '),
    );
  await scope.table.commit([write(patch, changed()), ...alongside]);
  return getImport(scope, id);
}
