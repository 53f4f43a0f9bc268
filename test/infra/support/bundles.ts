import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundleAll } from '../../../infra/src/bundle.ts';
import { bundleFolder } from '../../../infra/src/bundles.ts';

const BUILD = join(bundleFolder('api'), '..');
const LOCK = join(BUILD, '.lock');
const MARK = '.built-in-run-';
const LOCK_IS_STALE_AFTER_MS = 120_000;

/** Builds the bundles once a test run, however many files need them and whichever worker comes first. */
export async function builtBundles(): Promise<void> {
  const done = join(BUILD, `${MARK}${process.ppid}`);
  mkdirSync(BUILD, { recursive: true });
  while (!locked()) await sleep(100);
  try {
    if (existsSync(done)) return;
    for (const name of readdirSync(BUILD).filter((one) => one.startsWith(MARK))) rmSync(join(BUILD, name));
    await bundleAll();
    writeFileSync(done, '');
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function locked(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    const since = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Date.now() - since > LOCK_IS_STALE_AFTER_MS) rmSync(LOCK, { recursive: true });
    return false;
  }
}
