import { mkdir, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { type Api, CommandError } from './api.ts';
import { type Import, importsOf } from './import.ts';
import { say } from './language.ts';

type Download = { name: string; bytes: Uint8Array };

/** Saves the rows that stay out, a workbook for each file that has some, and answers with the paths. */
export async function saveRejects(
  api: Api,
  slug: string,
  { id, files, sheets }: Import,
  folder: string,
): Promise<string[]> {
  const rejecting = new Set(
    sheets.filter(({ ignore, rowsRejected }) => !ignore && rowsRejected > 0).map(({ fileId }) => fileId),
  );
  const saved: string[] = [];
  for (const file of files.filter((each) => rejecting.has(each.id))) {
    const rejects = await api<Download>('GET', `${importsOf(slug)}/${id}/files/${file.id}/rejects`);
    saved.push(await saveBeside(folder, rejects));
  }
  return saved;
}

/** What lies there under the same name may be half mended by now: it is never overwritten. */
async function saveBeside(folder: string, { name, bytes }: Download): Promise<string> {
  const own = basename(name);
  const kind = extname(own);
  await mkdir(folder, { recursive: true }).catch(notWritten(folder));
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? own : `${own.slice(0, -kind.length)} (${n})${kind}`);
    const taken = await writeFile(path, bytes, { flag: 'wx' }).then(
      () => false,
      (error: NodeJS.ErrnoException) => error.code === 'EEXIST' || notWritten(path)(error),
    );
    if (!taken) return path;
  }
}

const notWritten = (path: string) => (cause: unknown) => {
  throw new CommandError(
    say(
      `--rejects：${path} 写不进去，请检查路径和权限。台账的结果不受影响，可以在网站上下载退回的行。`,
      `--rejects: cannot write ${path}; check the path and its permissions. What was imported stands, and the rejected rows can be downloaded from the site.`,
    ),
    { cause },
  );
};
