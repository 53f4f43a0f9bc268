import { type Api, baseUrl, CommandError } from './api.ts';
import { findingLines } from './finding-lines.ts';
import { type Import, kindsOf, type Sheet } from './import.ts';
import { said, say } from './language.ts';

const REASONS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  noHeadings: ['没有找到表头', 'no heading row was found'],
  unlikeAnyLedger: ['看不出是哪种台账', 'unlike any ledger'],
};

const placeOf = ({ fileName, name }: Sheet): string => `${fileName} / ${name}`;

/** Each file that cannot be read and each sheet that nobody recognised, with what to do; undefined when there is none. */
export function unsettled(slug: string, { id, files, sheets }: Import): CommandError | undefined {
  const refused = files.filter(({ refusal }) => refusal !== undefined);
  const unknown = sheets.filter(({ kind, ignore }) => kind === undefined && !ignore);
  if (refused.length + unknown.length === 0) return undefined;
  const there = `${baseUrl()}/district/${slug}/ledgers/${id}/sheets`;
  return new CommandError(
    [
      ...refused.map(({ name, refusal }) => `${name}: ${said(refusal)}`),
      ...unknown.map((sheet) => `${placeOf(sheet)}: ${say(...(REASONS[sheet.reason ?? ''] ?? NOT_KNOWN))}`),
      ...(refused.length === 0
        ? []
        : [
            say(
              '读不进来的文件，请改好，或者移到别的文件夹，再运行一次。',
              'Mend the files that cannot be read, or move them elsewhere, and run this again.',
            ),
          ]),
      ...(unknown.length === 0
        ? []
        : [
            say(
              `没有认出来的表，请改好标题和表头再运行一次；或者在网站上指明是哪种台账、或选择不导入：${there}`,
              `For sheets that were not recognised, mend title and headings and run this again; or say on the site which ledger each is, or leave it out: ${there}`,
            ),
          ]),
    ].join('\n'),
  );
}

const NOT_KNOWN = ['没有认出来', 'not recognised'] as const;

/** Why preflight found not one row to take: what stopped it, or of each sheet what keeps its rows out. */
export async function nothingReady(api: Api, slug: string, now: Import): Promise<CommandError> {
  if (now.failure !== undefined) return new CommandError(said(now.failure));
  const lines = [say('没有一行可以导入：', 'Not one row can be imported:')];
  for (const sheet of now.sheets.filter(({ ignore }) => !ignore)) {
    if (sheet.rowsTotal === 0)
      lines.push(
        `${placeOf(sheet)}: ${say(
          '只有表头，下面没有内容。请填上内容，或者看看是不是拿错了文件。',
          'has a heading and no rows below it. Fill it in, or see whether it is the right file.',
        )}`,
      );
    else lines.push(placeOf(sheet), ...findingLines(await kindsOf(api, slug, now.id, sheet.id)));
  }
  lines.push(say('改好后再运行同一条命令。', 'Mend this and run the same command again.'));
  return new CommandError(lines.join('\n'));
}
