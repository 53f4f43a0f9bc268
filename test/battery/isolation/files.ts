import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A digest of every file of a community, taken in and not yet taken in, by name and content. */
export async function digestOf(folder: string, tenantId: string): Promise<string> {
  const digest = createHash('sha256');
  for (const kind of ['T', 'U']) {
    const root = join(folder, kind, tenantId);
    const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const path of paths.sort()) digest.update(path).update(await readFile(path));
  }
  return digest.digest('hex');
}
