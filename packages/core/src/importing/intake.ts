import { createHash } from 'node:crypto';
import { recordChange } from '../audit/index.ts';
import { idFrom, LinliError, requirePermission, type Scope } from '../kernel/index.ts';
import type { Write } from '../table/index.ts';
import { type Files, importFileKey } from './files.ts';
import type { Import, ImportDetail, ImportFile } from './import.ts';
import { inspectFile } from './inspection.ts';
import { findingsName } from './job/findings-file.ts';
import { afterChange, getImport, mayStillChange, replaceSheets } from './operations.ts';

/** The largest file taken. */
const MAX_FILE_MIB = 40;
/** They are listed in one item, and more than any office keeps: a workbook a courtyard of a whole street. */
const MAX_FILES = 400;

/**
 * Takes one file in, says what its sheets are, and keeps it for preflight and run. A file of the same name replaces the
 * one sent before: that is how a mended workbook is sent again.
 */
export async function addFile(
  scope: Scope,
  files: Files,
  importId: string,
  sent: { name: string; bytes: Uint8Array },
): Promise<ImportDetail> {
  requirePermission(scope, 'importing:write');
  const found = await getImport(scope, importId);
  const name = fileNameOf(sent.name);
  mayTakeIn(found, { name, bytes: sent.bytes.length });
  const file = await storeFile(scope, files, importId, { name, bytes: sent.bytes });
  return takeIn(scope, files, found, file);
}

/** Some browsers send the path on the sender's machine. */
export const fileNameOf = (path: string): string => path.normalize('NFC').split(/[\\/]/).at(-1) ?? '';

/** Refuses a file before any of it is stored. `bytes` is its size. */
export function mayTakeIn(found: Import, { name, bytes }: { name: string; bytes: number }): void {
  mayStillChange(found);
  if (bytes > MAX_FILE_MIB * 1024 * 1024)
    throw new LinliError('limit_exceeded', 'fileTooLarge', {
      field: 'file',
      params: { name, max: MAX_FILE_MIB },
    });
  if (othersThan(name, found).length >= MAX_FILES)
    throw new LinliError('limit_exceeded', 'tooManyFiles', { field: 'file', params: { max: MAX_FILES } });
}

/** Keeps a file under an id made from its name and content, so that the same file sent twice is one file. */
export async function storeFile(
  { tenantId }: Scope,
  files: Files,
  importId: string,
  { name, bytes }: { name: string; bytes: Uint8Array },
): Promise<ImportFile> {
  const digest = createHash('sha256').update(bytes).digest('base64url');
  const id = idFrom('file', tenantId, importId, name, digest);
  await files.write(importFileKey(tenantId, importId, id), bytes);
  return { id, name, bytes: bytes.length };
}

/** Says what the sheets of a stored file are, and makes it the import's file of that name. */
export async function takeIn(
  scope: Scope,
  files: Files,
  found: ImportDetail,
  file: ImportFile,
  alongside: readonly Write[] = [],
): Promise<ImportDetail> {
  // The very same file once more: what a person said of its sheets stands.
  if (found.files.some(({ id, refusal }) => id === file.id && refusal === undefined))
    return afterChange(scope, found, found.files, alongside);
  const path = await files.localPath(importFileKey(scope.tenantId, found.id, file.id));
  const inspected = await inspectFile(scope, found.id, file, path);
  await replaceSheets(
    scope,
    found.sheets.filter(({ fileName }) => fileName === file.name),
    inspected.sheets,
  );
  const replaced = found.files.find(({ name }) => name === file.name);
  return afterChange(
    scope,
    found,
    [...othersThan(file.name, found), inspected.file],
    [
      ...alongside,
      recordChange(scope, {
        action: 'upload',
        noun: 'import',
        id: found.id,
        before: replaced && { file: replaced.name, fileId: replaced.id, bytes: replaced.bytes },
        after: { file: file.name, fileId: file.id, bytes: file.bytes },
      }),
    ],
  );
}

/** Takes a file that was sent by mistake out of its import, with its sheets. One that is gone already stays gone. */
export async function removeFile(
  scope: Scope,
  files: Files,
  { importId, fileId }: { importId: string; fileId: string },
): Promise<ImportDetail> {
  requirePermission(scope, 'importing:write');
  const found = await getImport(scope, importId);
  mayStillChange(found);
  const file = found.files.find(({ id }) => id === fileId);
  if (file === undefined) return found;
  const sheets = found.sheets.filter((sheet) => sheet.fileId === fileId);
  await replaceSheets(scope, sheets, []);
  const gone = recordChange(scope, {
    action: 'remove',
    noun: 'import',
    id: importId,
    before: { file: file.name, fileId, bytes: file.bytes },
  });
  const left = await afterChange(scope, found, othersThan(file.name, found), [gone]);
  for (const name of [fileId, ...sheets.map(({ id }) => findingsName(id))])
    await files.remove(importFileKey(scope.tenantId, importId, name));
  return left;
}

const othersThan = (name: string, { files }: Import) => files.filter((other) => other.name !== name);
