import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WEB = fileURLToPath(new URL('../web', import.meta.url));
// The adapter writes it last, so that a build that was cut off counts as none.
const STAMP = join(WEB, 'build', 'handler.js');
const MADE = new Set(['build', '.svelte-kit', 'node_modules', '.build', 'paraglide']);

/** Builds the site unless what is there is newer than every source. Ends the process when the build fails. */
export function buildSiteIfStale(): void {
  if (existsSync(STAMP) && statSync(STAMP).mtimeMs >= newestIn(WEB)) return;
  // Not to stdout: what was asked for may be told there, one JSON object a line.
  console.error('正在构建网站…… / Building the site…');
  const { status } = spawnSync(process.execPath, [join(WEB, '../node_modules/vite/bin/vite.js'), 'build'], {
    cwd: WEB,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
}

function newestIn(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true });
  const made = entries.some(({ name }) => MADE.has(name));
  // What was moved or removed shows in its folder only; where things are made, the folder is always new.
  return entries
    .filter(({ name }) => !MADE.has(name))
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? newestIn(path) : statSync(path).mtimeMs;
    })
    .reduce((newest, at) => Math.max(newest, at), made ? 0 : statSync(folder).mtimeMs);
}

if (import.meta.main) buildSiteIfStale();
