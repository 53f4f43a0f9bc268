import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Battery, type Found, type PlantedBug, say } from './battery.ts';

const ROOT = join(import.meta.dirname, '../..');

/**
 * Plants every battery's bugs in a copy of the sources, one at a time, and runs that battery on the copy: one that does
 * not fail there is blind. It must pass on the copy without a bug first, or failing would prove nothing.
 */
export async function mutants(batteries: readonly Battery[], only: string | undefined): Promise<Found> {
  const copy = copyOfSources();
  const failures: string[] = [];
  let tried = 0;
  try {
    for (const { name, planted } of batteries) {
      if (planted.length === 0 || (only !== undefined && only !== name)) continue;
      if ((await verdictOn(copy, name)) !== 'passed') {
        failures.push(`${name} does not pass on an unchanged copy, so no bug can be shown to be caught`);
        continue;
      }
      for (const bug of planted) {
        tried++;
        const verdict = await withPlanted(copy, bug, () => verdictOn(copy, name));
        say(`${verdict === 'failed' ? '✓' : '✗'} ${name}: ${bug.name}`);
        if (verdict !== 'failed')
          failures.push(`${name} did not catch “${bug.name}” in ${bug.file}: it ${verdict}`);
      }
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  return { tried, failures };
}

/** What git tracks or would track, and what has been built, beside this machine's installed packages. */
function copyOfSources(): string {
  const copy = mkdtempSync(join(tmpdir(), 'linli-mutants-'));
  const listed = spawnSync('git', ['ls-files', '-z', '-c', '-o', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of listed.stdout.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(ROOT, file), join(copy, file));
  }
  for (const built of ['web/build', 'web/.svelte-kit', 'web/src/lib/paraglide'])
    cpSync(join(ROOT, built), join(copy, built), { recursive: true });
  linkPackages(copy);
  return copy;
}

// The workspaces are linked to the copy's own sources, everything else to what is installed.
function linkPackages(copy: string): void {
  const installed = join(ROOT, 'node_modules');
  const own = join(copy, 'node_modules');
  mkdirSync(join(own, '@linli'), { recursive: true });
  for (const name of readdirSync(installed))
    if (name !== '@linli') symlinkSync(join(installed, name), join(own, name));
  for (const folder of [
    'packages/cli',
    'packages/core',
    'packages/ledger',
    'functions',
    'web',
    'infra',
    'test',
  ])
    symlinkSync(join(copy, folder), join(own, '@linli', folder.split('/').at(-1) ?? folder));
}

async function withPlanted<T>(
  copy: string,
  { name, file, find, plant }: PlantedBug,
  act: () => Promise<T>,
): Promise<T> {
  const path = join(copy, file);
  const sound = readFileSync(path, 'utf8');
  if (sound.split(find).length !== 2)
    throw new Error(`“${name}” does not know where to go: its text is not once in ${file}`);
  writeFileSync(
    path,
    sound.replace(find, () => plant),
  );
  try {
    return await act();
  } finally {
    writeFileSync(path, sound);
  }
}

type Verdict = 'passed' | 'failed' | 'broke down';

/** Breaking down is no catch: a battery that cannot run has found nothing. */
async function verdictOn(copy: string, name: string): Promise<Verdict> {
  const run = spawn(process.execPath, ['test/battery/main.ts', name, '--json', '--first'], {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let errors = '';
  run.stdout.on('data', (chunk) => {
    said += chunk;
  });
  run.stderr.on('data', (chunk) => {
    errors = `${errors}${chunk}`.slice(-2000);
  });
  const [status] = (await once(run, 'close')) as [number | null];
  const last = said.trim().split('\n').at(-1) ?? '';
  if (status === 0) return 'passed';
  if (status === 1 && last.startsWith('{')) return 'failed';
  say(errors);
  return 'broke down';
}
