import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../functions/src/local/free-port.ts';

const MAIN = fileURLToPath(new URL('../../functions/src/local/main.ts', import.meta.url));
const LINLI = fileURLToPath(new URL('../../packages/cli/linli.mjs', import.meta.url));

/** A data folder of a test's own. */
export const dataFolder = () => mkdtempSync(join(tmpdir(), 'linli-'));

/** The product as `npm start` runs it, on a free port; returns when `/readyz` says so. */
export async function startLinli(folder: string, ...args: string[]) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const server = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, DATA_DIR: folder, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = collect(server);
  const deadline = Date.now() + 30_000;
  while (!(await isReady(origin))) {
    if (server.exitCode !== null || Date.now() > deadline)
      throw new Error(`Linli did not get ready: ${said()}`);
    await sleep(50);
  }
  return {
    origin,
    process: server,
    said,
    async end(signal: 'SIGINT' | 'SIGKILL' = 'SIGINT') {
      const exited = once(server, 'exit');
      server.kill(signal);
      return (await exited) as [number | null, string | null];
    },
  };
}

const isReady = (origin: string) =>
  fetch(`${origin}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Removes a data folder, and ends the engine that a killed server left in it. */
export function discard(folder: string): void {
  try {
    process.kill(Number(readFileSync(join(folder, 'engine.pid'), 'utf8').split(' ')[0]), 'SIGKILL');
  } catch {
    // It has ended.
  }
  rmSync(folder, { recursive: true, force: true });
}

/** One command of the command line, as a person's terminal would see it. */
export async function linli(
  args: string[],
  options: { env?: Record<string, string>; input?: string } = {},
): Promise<{ status: number | null; output: string; errors: string }> {
  const command = spawn(process.execPath, [LINLI, ...args], {
    env: { PATH: process.env['PATH'] ?? '', LANG: 'zh_CN.UTF-8', ...options.env },
    stdio: 'pipe',
  });
  let output = '';
  let errors = '';
  command.stdout.on('data', (chunk) => {
    output += chunk;
  });
  command.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  command.stdin.end(options.input ?? '');
  const [status] = (await once(command, 'close')) as [number | null];
  return { status, output, errors };
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      text += chunk;
    });
  return () => text;
}
