import { readdir, readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { CommandError } from './api.ts';
import { say } from './language.ts';
import { type LeftOut, whyLeftOut } from './left-out.ts';

export type Ledger = { name: string; bytes: Uint8Array<ArrayBuffer> };
export type LedgerFolder = { ledgers: Ledger[]; leftOut: LeftOut[] };

/**
 * Hidden files, the lock files that Excel leaves (`~$`), what systems put into every folder, and what programs write for
 * programs: no office keeps a ledger in them.
 */
const NOBODYS = /^(\.|~\$|desktop\.ini$|thumbs\.db$)|\.(json|ya?ml|md|log)$/i;

/**
 * The workbooks of a folder by name, and whatever else lies there with why it is not read: a ledger in a format that
 * Linli does not take must not look as if it had come in. `rejects` is the command's own folder and is passed over.
 */
export async function readLedgers(folder: string, rejects?: string): Promise<LedgerFolder> {
  const found = (await entriesOf(folder)).filter(
    ({ name }) =>
      !NOBODYS.test(name) && (rejects === undefined || join(resolve(folder), name) !== resolve(rejects)),
  );
  const names = found.filter((entry) => !entry.isDirectory() && isLedger(entry.name)).map(({ name }) => name);
  const leftOut = found
    .filter(({ name }) => !names.includes(name))
    .map((entry) => ({ name: entry.name, why: entry.isDirectory() ? 'folder' : extname(entry.name) }))
    .map(({ name, why }) => ({ name, reason: whyLeftOut(why) }));
  if (names.length === 0) throw noLedger(folder, leftOut);
  const ledgers = await Promise.all(
    names.map(async (name) => ({ name, bytes: new Uint8Array(await readFile(join(folder, name))) })),
  );
  return { ledgers, leftOut };
}

const isLedger = (name: string): boolean => /\.(xlsx|csv)$/i.test(name);

async function entriesOf(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new CommandError(
      say(
        `--from：没有文件夹 ${folder}，请检查路径。`,
        `--from: there is no folder ${folder}; check the path.`,
      ),
    );
  });
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const noLedger = (folder: string, leftOut: readonly LeftOut[]) =>
  new CommandError(
    [
      say(`--from：${folder} 里没有 .xlsx 或 .csv 文件。`, `--from: ${folder} holds no .xlsx or .csv file.`),
      ...leftOut.map(({ name, reason }) => `  ${name}: ${reason}`),
    ].join('\n'),
  );
