import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '@linli/core/kernel';

const A_DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Removes files that were sent and not taken in within a day, and those a process died in the middle of writing. On AWS
 * a rule of the bucket does the same. `folder` is the one `folderFiles` keeps.
 */
export function forgetAbandonedUploads(folder: string, now: Instant): void {
  const abandoned = [...filesIn(join(folder, 'U')), ...filesIn(join(folder, 'T')).filter(isUnfinished)];
  for (const path of abandoned)
    if (Date.parse(now) - statSync(path).mtimeMs > A_DAY_MS) rmSync(path, { force: true });
}

const isUnfinished = (path: string) => path.endsWith('.part');

function filesIn(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
