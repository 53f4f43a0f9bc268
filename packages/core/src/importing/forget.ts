import { LinliError, type Scope } from '../kernel/index.ts';
import { write } from '../table/index.ts';
import { ImportSheets, Imports, ImportUploads } from './entities.ts';
import { type Files, importFileKey, uploadKey } from './files.ts';
import type { ImportFile, ImportSheet, ImportState } from './import.ts';
import { findingsName } from './job/findings-file.ts';
import { Turn } from './job/turn.ts';
import { UNDO_LOG_NAME } from './job/undo-log.ts';
import { openWorkbook } from './ledger-files/index.ts';
import { saveSheet, sheetsOf } from './operations.ts';

/** How to find somebody in what is kept of imports. */
export type Search = { without<T>(value: T): T; mayBeIn(value: unknown): boolean };

type Stored = { id: string; state: ImportState; files: ImportFile[] };

const RESTING = 'erasing';

/** Does something while no import of the community can write. `conflict` while one is at work, or stands half-way. */
export async function whileImportsRest<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
  const turn = new Turn(scope.table, scope.tenantId, RESTING, () => scope.now);
  await turn.take();
  try {
    return await work();
  } finally {
    await turn.giveUp();
  }
}

/**
 * Takes somebody out of what is kept beside the table: an uploaded workbook that may name them is removed whole, as a
 * ledger rewritten by us would no longer be the office's; findings, undo logs and sample values are said without them.
 * What an import has counted stays. Answers how many workbooks were removed; again, it finds none.
 */
export async function forgetInImports(scope: Scope, files: Files, search: Search): Promise<number> {
  const { tenantId, table } = scope;
  const imports: Stored[] = await table.all(Imports, Imports.query.byId({ tenantId }));
  let removed = 0;
  for (const one of imports) removed += await forgetInImport(scope, files, one, search);
  return removed;
}

async function forgetInImport(scope: Scope, files: Files, one: Stored, search: Search): Promise<number> {
  const { tenantId } = scope;
  await forgetUploads(scope, files, one.id);
  const named: ImportFile[] = [];
  for (const file of one.files) {
    if (
      file.erased !== true &&
      (await isNamedIn(files, importFileKey(tenantId, one.id, file.id), file, search))
    )
      named.push(file);
  }
  const sheets = await sheetsOf(scope, one.id);
  for (const name of [UNDO_LOG_NAME, ...sheets.map((sheet) => findingsName(sheet.id))])
    await rewriteLines(files, importFileKey(tenantId, one.id, name), search);
  for (const file of named) await files.remove(importFileKey(tenantId, one.id, file.id));
  for (const sheet of sheets) await forgetInSheet(scope, one, sheet, named, search);
  if (named.length > 0) await noteErased(scope, one, named);
  return named.length;
}

/** What is in stays as it was counted; what was only prepared has to be sent anew. */
async function forgetInSheet(
  scope: Scope,
  { id: importId, state, files }: Stored,
  sheet: ImportSheet,
  named: readonly ImportFile[],
  search: Search,
): Promise<void> {
  const { tenantId, table } = scope;
  if (state !== 'done' && named.some(({ id }) => id === sheet.fileId)) {
    const removal = ImportSheets.delete({ tenantId, importId, id: sheet.id });
    return table.commit([write(removal, changed())]);
  }
  // Beside a name stands what only that person said, which no search finds: the samples go with their workbook.
  const gone = sheet.columns.some(({ samples }) => samples.length > 0) && isErasedFile(sheet, files, named);
  const rest = gone
    ? { ...sheet, columns: sheet.columns.map((column) => ({ ...column, samples: [] })) }
    : sheet;
  const without = search.without(rest);
  if (without !== sheet) await saveSheet(scope, without);
}

const isErasedFile = ({ fileId }: ImportSheet, files: readonly ImportFile[], named: readonly ImportFile[]) =>
  [...named, ...files.filter(({ erased }) => erased)].some(({ id }) => id === fileId);

async function noteErased(
  { tenantId, table }: Scope,
  { id, state, files }: Stored,
  named: readonly ImportFile[],
): Promise<void> {
  const ids = new Set(named.map((file) => file.id));
  const left =
    state === 'done'
      ? files.map((file) => (ids.has(file.id) ? { ...file, erased: true } : file))
      : files.filter((file) => !ids.has(file.id));
  const patch = Imports.patch({ tenantId, id }).set({
    files: left,
    ...(state === 'done' ? {} : { state: 'collecting' as const }),
  });
  await table.commit([write(patch, changed())]);
}

/** A file that cannot be read may name anybody. */
async function isNamedIn(files: Files, key: string, { name }: ImportFile, search: Search): Promise<boolean> {
  if (!(await files.exists(key))) return false;
  try {
    const workbook = await openWorkbook(await files.localPath(key), name);
    for (const sheet of workbook.sheets)
      for await (const { cells } of sheet.rows())
        if (cells.some(({ text }) => search.mayBeIn(text))) return true;
    return false;
  } catch {
    return true;
  }
}

/** Lines of JSON: findings and the undo log. */
async function rewriteLines(files: Files, key: string, search: Search): Promise<void> {
  if (!(await files.exists(key))) return;
  const lines = Buffer.from(await files.read(key))
    .toString('utf8')
    .split('\n')
    .filter(Boolean);
  const records = lines.map((line) => JSON.parse(line) as unknown);
  const without = search.without(records);
  if (without === records) return;
  await files.write(key, Buffer.from(without.map((record) => JSON.stringify(record)).join('\n')));
}

/** What was sent and never taken in would be forgotten within a day. */
async function forgetUploads({ tenantId, table }: Scope, files: Files, importId: string): Promise<void> {
  for (const { id, fileId } of await table.all(
    ImportUploads,
    ImportUploads.query.byId({ tenantId, importId }),
  ))
    if (fileId === undefined) await files.remove(uploadKey(tenantId, id));
}

const changed = () => new LinliError('conflict', 'alreadyChanged');
