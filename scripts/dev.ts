import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const START = fileURLToPath(new URL('start.ts', import.meta.url));
const WATCHED = ['packages/core/src', 'packages/ledger/src', 'functions/src', 'web/src', 'web/messages'];
const SETTLE_MS = 300;

/** `npm start` again whenever a source changes; the site is rebuilt when it was the site that changed. */
let server: ChildProcess = launch();
let due: NodeJS.Timeout | undefined;
let restarting = Promise.resolve();

for (const folder of WATCHED)
  watch(`${ROOT}${folder}`, { recursive: true }, (_, name) => {
    // The message compiler writes among the sources; what it writes follows from what was changed.
    if (name?.includes('paraglide')) return;
    clearTimeout(due);
    due = setTimeout(() => {
      restarting = restarting.then(restart);
    }, SETTLE_MS);
  });

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, async () => {
    clearTimeout(due);
    await ended(server);
    process.exit(0);
  });

async function restart(): Promise<void> {
  console.log('源码有变化，重新启动…… / Sources changed, starting again…');
  await ended(server);
  server = launch();
}

function launch(): ChildProcess {
  return spawn(process.execPath, [START, ...process.argv.slice(2)], { cwd: ROOT, stdio: 'inherit' });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
