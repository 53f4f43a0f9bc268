import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Files, UPLOAD_LIFE_SECONDS } from '@linli/core/importing';
import { type Instant, LinliError } from '@linli/core/kernel';
import { UploadTokens } from './upload-tokens.ts';

// Segments of letters, digits and a few marks; none is only dots, so that no key leads out of the folder.
const KEY = /^[TU]\/[a-z0-9_]+(\/(?!\.+(\/|$))[\w.-]+)+$/;

/** Below the API's address, which every proxy before it passes on already. */
export const UPLOADS_PATH = '/api/uploads';

/** Files in a folder of this machine, and the one way to put one there over HTTP. */
export type FolderFiles = Files & {
  /**
   * Keeps what is sent with a token of `uploadTarget`. Throws `forbidden` for a token that does not hold now, and
   * `limit_exceeded` when it is not as many bytes as announced: too many are noticed while they come.
   */
  receive(token: string, content: AsyncIterable<Uint8Array>, now: Instant): Promise<void>;
};

/** A file appears whole or not at all. */
export function folderFiles(folder: string): FolderFiles {
  const tokens = new UploadTokens();
  const pathOf = (key: string) => {
    if (!KEY.test(key)) throw new Error(`Not a community's file: ${JSON.stringify(key)}`);
    return join(folder, key);
  };
  return {
    write: async (key, bytes) => keep(pathOf(key), [bytes]),
    read: async (key) => readFile(pathOf(key)),
    exists: (key) =>
      stat(pathOf(key)).then(
        () => true,
        () => false,
      ),
    localPath: async (key) => pathOf(key),
    remove: (key) => rm(pathOf(key), { force: true }),
    async uploadTarget(key, { bytes, now }) {
      pathOf(key);
      const expiresAt = new Date(Date.parse(now) + UPLOAD_LIFE_SECONDS * 1000).toISOString();
      const url = `${UPLOADS_PATH}/${tokens.sign({ key, bytes, expiresAt })}`;
      return { url, method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, expiresAt };
    },
    async receive(token, content, now) {
      const allowed = tokens.read(token, now);
      if (allowed === undefined) throw new LinliError('forbidden', 'uploadRefused');
      await keep(pathOf(allowed.key), exactly(allowed.bytes, content));
    },
  };
}

async function keep(path: string, content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.part`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await pipeline(content, createWriteStream(unfinished, { flush: true }));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function* exactly(bytes: number, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const wrong = () => new LinliError('limit_exceeded', 'uploadNotAsAnnounced');
  let received = 0;
  for await (const chunk of content) {
    received += chunk.length;
    if (received > bytes) throw wrong();
    yield chunk;
  }
  if (received < bytes) throw wrong();
}
