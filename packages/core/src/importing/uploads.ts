import { z } from 'zod';
import { LinliError, newId, notFound, parse, requirePermission, type Scope } from '../kernel/index.ts';
import { write } from '../table/index.ts';
import { ImportUploads } from './entities.ts';
import { type Files, UploadTarget, uploadKey } from './files.ts';
import type { ImportDetail } from './import.ts';
import { fileNameOf, mayTakeIn, storeFile, takeIn } from './intake.ts';
import { getImport } from './operations.ts';

/** A file that is about to be sent: its name and its size in bytes. */
export const UploadInput = z.object({ name: z.string().min(1).max(255), bytes: z.number().int().min(0) });

/** Where to send it, and the id to say so by when it is there. */
export const Upload = UploadTarget.extend({ uploadId: z.string() });
export type Upload = z.infer<typeof Upload>;

/** What was announced and never taken in is forgotten. */
const FORGOTTEN_AFTER_SECONDS = 24 * 60 * 60;

/**
 * Hands out a place to send one file to. Nothing of the import changes before the file is taken in, so asking twice
 * only makes a second place.
 */
export async function createUpload(
  scope: Scope,
  files: Files,
  importId: string,
  input: z.input<typeof UploadInput>,
): Promise<Upload> {
  requirePermission(scope, 'importing:write');
  const { name: path, bytes } = parse(UploadInput, input);
  const name = fileNameOf(path);
  if (name === '') throw new LinliError('invalid', 'fieldRequired', { field: 'name' });
  mayTakeIn(await getImport(scope, importId), { name, bytes });

  const { tenantId, now } = scope;
  const id = newId('upload', now);
  const target = await files.uploadTarget(uploadKey(tenantId, id), { bytes, now });
  const expiresAt = Math.ceil(Date.parse(now) / 1000) + FORGOTTEN_AFTER_SECONDS;
  const announced = ImportUploads.create({ tenantId, importId, id, name, bytes, expiresAt });
  await scope.table.commit([write(announced, new LinliError('conflict', 'alreadyChanged'))]);
  return { uploadId: id, ...target };
}

/**
 * Takes in what was sent to an upload's target, exactly as `addFile` would. It is copied under an id of its own, so
 * that a target still good cannot change what was inspected. Asked again, it answers with the import as it is.
 */
export async function takeUpload(
  scope: Scope,
  files: Files,
  { importId, uploadId }: { importId: string; uploadId: string },
): Promise<ImportDetail> {
  requirePermission(scope, 'importing:write');
  const found = await getImport(scope, importId);
  const upload = await announcedUpload(scope, importId, uploadId);
  if (upload.fileId !== undefined) return found;

  const { name } = upload;
  const key = uploadKey(scope.tenantId, uploadId);
  try {
    mayTakeIn(found, upload);
    if (!(await files.exists(key)))
      throw new LinliError('conflict', 'uploadMissing', { field: 'file', params: { name } });
    const bytes = await files.read(key);
    if (bytes.length !== upload.bytes)
      throw new LinliError('conflict', 'uploadNotAsAnnounced', { field: 'file' });

    const file = await storeFile(scope, files, importId, { name, bytes });
    const taken = ImportUploads.patch({ tenantId: scope.tenantId, importId, id: uploadId })
      .set({ fileId: file.id })
      .where(({ fileId }, { notExists }) => notExists(fileId));
    const refusal = new LinliError('conflict', 'alreadyChanged');
    const now = await takeIn(scope, files, found, file, [write(taken, refusal)]);
    await files.remove(key);
    return now;
  } catch (error) {
    // The same call may have come twice at once; then the other one has done it.
    const { fileId } = await announcedUpload(scope, importId, uploadId);
    if (fileId === undefined) throw error;
    return getImport(scope, importId);
  }
}

async function announcedUpload({ table, tenantId }: Scope, importId: string, id: string) {
  const upload = await table.get(ImportUploads, ImportUploads.get({ tenantId, importId, id }), {
    consistent: true,
  });
  if (upload === undefined) throw notFound('upload');
  return upload;
}
