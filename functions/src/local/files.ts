import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Files } from '@linli/core/importing';

// Segments of letters, digits and a few marks; none is only dots, so that no key leads out of the folder.
const KEY = /^T\/[a-z0-9_]+(\/(?!\.+(\/|$))[\w.-]+)+$/;

/** Files in a folder of this machine. A file appears whole or not at all. */
export function folderFiles(folder: string): Files {
  const pathOf = (key: string) => {
    if (!KEY.test(key)) throw new Error(`Not a community's file: ${JSON.stringify(key)}`);
    return join(folder, key);
  };
  return {
    async write(key, bytes) {
      const path = pathOf(key);
      const unfinished = `${path}.${randomUUID()}.part`;
      await mkdir(dirname(path), { recursive: true });
      await writeFile(unfinished, bytes, { flush: true });
      await rename(unfinished, path);
    },
    read: async (key) => readFile(pathOf(key)),
    exists: (key) =>
      stat(pathOf(key)).then(
        () => true,
        () => false,
      ),
    localPath: async (key) => pathOf(key),
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}
