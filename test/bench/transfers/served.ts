import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** Where a ledger answers in a process of its own, with whose token, and who holds accounts in it. */
export type Served = {
  /** The address below which all ledgers have the same routes. */
  base: string;
  token: string;
  card: string;
  volunteers: string[];
  opening: number;
};

export type Server<S extends Served = Served> = { served: S; stop(): Promise<void> };

/** Starts a ledger's server in a process of its own; returns when it answers. */
export async function startServer<S extends Served = Served>(
  file: string,
  ...args: string[]
): Promise<Server<S>> {
  // It ends when the channel closes, so that it does not outlive a bench that was killed.
  const child = fork(file, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  const served = await Promise.race([
    once(child, 'message').then(([said]) => said as S),
    ended.then(() => Promise.reject(new Error(`${file} ended before it answered`))),
  ]);
  return { served, stop: () => stopped(child, ended) };
}

async function stopped(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.connected) child.disconnect();
  await ended;
}

/** Said by a server when it answers; `stop` is called when nobody wants it any more. */
export function serve<S extends Served>(served: S, stop: () => unknown): void {
  const end = async () => {
    await stop();
    process.exit(0);
  };
  // Ctrl-C reaches every process of a terminal; this one has an engine to stop, and does so when the bench has ended.
  process.on('SIGINT', () => undefined);
  process.once('disconnect', end);
  if (process.connected) process.send?.(served);
  else void end();
}
