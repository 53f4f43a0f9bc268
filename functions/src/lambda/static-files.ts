import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMiddleware } from 'hono/factory';
import { getMimeType } from 'hono/utils/mime';

const A_YEAR = 'public, max-age=31536000, immutable';
const FIVE_MINUTES = 'public, max-age=300';

/**
 * The site's own files, from the folder beside the bundle. Only what was there at the start is ever opened, so that no
 * path can lead elsewhere. Files under `_app/immutable` carry their hash in their name.
 */
export function staticFiles(folder: string) {
  const known = new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length)),
  );
  return createMiddleware(async (c, next) => {
    const { path } = c.req;
    if (!known.has(path)) return next();
    c.header('content-type', getMimeType(path) ?? 'application/octet-stream');
    c.header('cache-control', path.startsWith('/_app/immutable/') ? A_YEAR : FIVE_MINUTES);
    return c.body(new Uint8Array(await readFile(join(folder, path))));
  });
}
