import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, processMark } from './process-mark.ts';

const LOCK = 'linli.pid';

/** Why it does not start, in both languages: for whoever starts it, who needs no trace. */
export class StartRefused extends Error {}

/**
 * Takes a data folder for this process, so that two servers never share one. A lock whose process is gone (`kill -9`, a
 * power cut) does not hold. Returns what gives the folder back. Throws when another server has it.
 */
export function claimDataFolder(folder: string): () => void {
  ownFolder(folder);
  const lock = join(folder, LOCK);
  if (existsSync(lock) && !isRunning(readFileSync(lock, 'utf8'))) rmSync(lock, { force: true });
  try {
    writeFileSync(lock, processMark(process.pid) ?? String(process.pid), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const [pid] = readFileSync(lock, 'utf8').split(' ');
    throw new StartRefused(
      `数据目录 ${folder} 正被另一个邻里进程（${pid}）使用。请先停掉它，或用 DATA_DIR 指定别的目录。\n` +
        `Another Linli (process ${pid}) is using ${folder}. Stop it, or set DATA_DIR to another folder.`,
    );
  }
  return () => rmSync(lock, { force: true });
}

/** Made, or found, and closed to everybody else on this machine: it holds phones and door numbers. */
export function ownFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!statSync(folder).isDirectory()) throw new Error('not a folder');
    chmodSync(folder, 0o700);
  } catch (error) {
    throw new StartRefused(
      `数据目录 ${folder} 不能用，请用 DATA_DIR 指定一个自己的目录。（${(error as Error).message}）\n` +
        `${folder} cannot be used for the data; set DATA_DIR to a folder of your own. (${(error as Error).message})`,
    );
  }
}

/** 32 random bytes, made once and kept in a file that only its owner can read. */
export function keptSecret(path: string): string {
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  return readFileSync(path, 'utf8').trim();
}
