import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from './api.ts';
import { say } from './language.ts';

export type Ledger = { name: string; bytes: Uint8Array<ArrayBuffer> };

/** The workbooks of a folder by name. Hidden files and the lock files that Excel leaves (`~$`) are not ledgers. */
export async function readLedgers(folder: string): Promise<Ledger[]> {
  const names = await readdir(folder).catch(() => {
    throw new CommandError(
      say(
        `--from：没有文件夹 ${folder}，请检查路径。`,
        `--from: there is no folder ${folder}; check the path.`,
      ),
    );
  });
  const wanted = names.filter((name) => /\.(xlsx|csv)$/i.test(name) && !/^(\.|~\$)/.test(name)).sort();
  if (wanted.length === 0)
    throw new CommandError(
      say(`--from：${folder} 里没有 .xlsx 或 .csv 文件。`, `--from: ${folder} holds no .xlsx or .csv file.`),
    );
  return Promise.all(
    wanted.map(async (name) => ({ name, bytes: new Uint8Array(await readFile(join(folder, name))) })),
  );
}
