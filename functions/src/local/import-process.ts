import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const JOB = fileURLToPath(new URL('import-job.ts', import.meta.url));

/** What the process of an import is told. `folder` holds the files; `aheadMs` is how far the clock is ahead of Node's. */
export type ImportTask = {
  tenantId: string;
  importId: string;
  endpoint: string;
  folder: string;
  masterKeyFile: string;
  aheadMs: number;
};

/**
 * What an import may keep in memory, MiB. 100,000 rows need half of the first. A workbook of ten times as many is begun
 * again with the next: rows that are in stay in.
 */
const HEAPS_MIB = [128, 512, 2048] as const;

/** Node's options for such a heap. Left alone it grows to several times what is in use before it is tidied. */
export const heapOf = (mib: number = HEAPS_MIB[0]) => [
  `--max-old-space-size=${mib}`,
  '--max-semi-space-size=4',
];

type Log = (entry: Record<string, unknown>) => void;

/**
 * Carries an import on in a process of its own, so that the rows of a large workbook take neither memory nor time from
 * the server, and a process that dies takes nobody along. Returns when the work is over, or after the chunk at hand
 * when `stopping`. Throws when it died each time, or said itself what is wrong.
 */
export async function inOwnProcess(task: ImportTask, stopping: AbortSignal, log: Log): Promise<void> {
  for (const heapMiB of HEAPS_MIB) {
    const { code, signal } = await ended(task, heapMiB, stopping);
    if (code === 0 || stopping.aborted) return;
    if (code !== null) throw new Error(`The process of import ${task.importId} ended with ${code}`);
    log({ level: 'warn', event: 'import process died', importId: task.importId, signal, heapMiB });
  }
  throw new Error(`The process of import ${task.importId} died ${HEAPS_MIB.length} times`);
}

async function ended(task: ImportTask, heapMiB: number, stopping: AbortSignal) {
  // In a process group of its own: Ctrl-C reaches the whole terminal group, and the chunk at hand is finished first.
  const child = fork(JOB, [JSON.stringify(task)], { execArgv: heapOf(heapMiB), detached: true });
  const stop = () => child.connected && child.disconnect();
  stopping.addEventListener('abort', stop);
  if (stopping.aborted) stop();
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  stopping.removeEventListener('abort', stop);
  return { code, signal };
}
