import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { engineBinary } from './engine-binary.ts';
import { freePort } from './free-port.ts';
import { isRunning, processMark } from './process-mark.ts';
import { orderStream } from './stream-order.ts';

const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 10_000;

export type SupervisedEngine = { endpoint: string; stop(): Promise<void> };

type Log = (entry: Record<string, unknown>) => void;

/**
 * The embedded engine as a child on loopback, its file under the data folder. When it dies it is started again on the
 * same port with the same file: what it acknowledged is in the file, and what was under way the SDK sends again.
 */
export async function superviseEngine(folder: string, log: Log): Promise<SupervisedEngine> {
  const binary = engineBinary();
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const file = join(folder, 'linli.db');
  const note = join(folder, 'engine.pid');
  await stopLeftOver(note);

  let stopping = false;
  let child = launch(binary, port, file, note);
  const keepAlive = (running: ChildProcess) =>
    running.once('exit', async (code, signal) => {
      if (stopping) return;
      log({ level: 'warn', event: 'engine died, starting it again', code, signal });
      await sleep(50);
      if (!stopping) child = keepAlive(launch(binary, port, file, note));
    });
  keepAlive(child);

  const stop = async () => {
    stopping = true;
    await ended(child);
    rmSync(note, { force: true });
  };
  try {
    await untilItAnswers(endpoint);
    orderStream(file);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, stop };
}

// In a process group of its own: Ctrl-C reaches the whole terminal group, and the engine must be the last to stop.
function launch(binary: string, port: number, file: string, note: string): ChildProcess {
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', file];
  const child = spawn(binary, args, { stdio: 'ignore', detached: true });
  child.once('error', () => undefined);
  if (child.pid !== undefined) writeFileSync(note, processMark(child.pid) ?? '');
  return child;
}

/** A server that was killed leaves its engine behind, with the file open. */
async function stopLeftOver(note: string): Promise<void> {
  if (!existsSync(note)) return;
  const mark = readFileSync(note, 'utf8');
  const pid = Number(mark.split(' ')[0]);
  for (let waited = 0; isRunning(mark); waited += 20) {
    process.kill(pid, waited < STOP_LIMIT_MS ? 'SIGTERM' : 'SIGKILL');
    await sleep(20);
  }
  rmSync(note, { force: true });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await exited;
  clearTimeout(force);
}

async function untilItAnswers(endpoint: string): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (!(await answers(endpoint))) {
    if (Date.now() > deadline) throw new Error(`The engine did not answer on ${endpoint}`);
    await sleep(15);
  }
}

// Any answer will do: a bare GET is refused, which is proof enough that it listens.
const answers = (endpoint: string) =>
  fetch(endpoint).then(
    () => true,
    () => false,
  );
