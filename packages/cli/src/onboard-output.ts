import { baseUrl } from './api.ts';
import { discardLine } from './discard-line.ts';
import { findingLines, isWrongTotal, wrongTotals } from './finding-lines.ts';
import type { FindingCount, Sheet } from './import.ts';
import { say } from './language.ts';
import { ledgerName } from './ledger-names.ts';
import { leftOutLines } from './left-out.ts';
import type { Onboarded } from './onboard.ts';

export const totalsOf = (sheets: readonly Sheet[]) => ({
  rows: sum(sheets, 'rowsTotal'),
  ready: sum(sheets, 'rowsReady'),
  rejected: sum(sheets, 'rowsRejected'),
  inserted: sum(sheets, 'inserted'),
  updated: sum(sheets, 'updated'),
  unchanged: sum(sheets, 'unchanged'),
});

type Count = 'rowsTotal' | 'rowsReady' | 'rowsRejected' | 'inserted' | 'updated' | 'unchanged';
const sum = (sheets: readonly Sheet[], count: Count) =>
  sheets.reduce((total, sheet) => total + sheet[count], 0);

/** For a person: each sheet with what was found on it, and last, where the eye falls, what it comes to and what to do. */
export function onboardedInWords(result: Onboarded, dryRun: boolean): string {
  const sheets = inOrderOfFiles(result.import.sheets);
  return [
    ...sheets.flatMap((sheet) => [sheetLine(sheet, dryRun), ...findingLines(result.kinds[sheet.id] ?? [])]),
    ...result.steps.map(({ state, detail }) => `  ${state === 'done' ? '✓' : '·'} ${detail}`),
    ...totalLines(sheets, result.kinds),
    rowsLine(sheets, dryRun),
    ...leftOutLines(result.leftOut),
    ...nextLines(result, dryRun),
  ].join('\n');
}

const inOrderOfFiles = (sheets: readonly Sheet[]): Sheet[] =>
  sheets
    .filter(({ ignore }) => !ignore)
    .sort((a, b) => a.fileName.localeCompare(b.fileName, 'zh-CN', { numeric: true }));

function sheetLine(sheet: Sheet, dryRun: boolean): string {
  const { fileName, name, kind = '?', rowsTotal, rowsReady, rowsRejected } = sheet;
  const { inserted, updated, unchanged } = sheet;
  const counts = dryRun
    ? say(`${rowsReady}/${rowsTotal} 行可导入`, `${rowsReady}/${rowsTotal} rows ready`)
    : say(
        `新增 ${inserted} 更新 ${updated} 未变 ${unchanged}`,
        `${inserted} new, ${updated} updated, ${unchanged} unchanged`,
      );
  const rejected = rowsRejected > 0 ? say(` 退回 ${rowsRejected}`, `, ${rowsRejected} rejected`) : '';
  return `${fileName} / ${name} [${ledgerName(kind)}] ${counts}${rejected}`;
}

/** A wrong total is about the sheet as a whole, and none of the rows above shows it. */
function totalLines(sheets: readonly Sheet[], kinds: Onboarded['kinds']): string[] {
  const wrong = sheets.flatMap(({ id, fileName, name }) =>
    wrongTotals(kinds[id] ?? []).map(({ message }) => `  ✗ ${fileName} / ${name} ${message}`),
  );
  if (wrong.length === 0) return [];
  const count = countOf(sheets, isWrongTotal);
  return [
    say(`合计对不上，有 ${count} 处：`, `Totals that do not agree with their rows: ${count}`),
    ...wrong,
  ];
}

function rowsLine(sheets: readonly Sheet[], dryRun: boolean): string {
  const { rows, ready, rejected, inserted, updated, unchanged } = totalsOf(sheets);
  const toCheck = countOf(sheets, ({ severity, routine }) => severity === 'warning' && !routine);
  const checks = toCheck > 0 ? say(`；请核对 ${toCheck} 处`, `; ${toCheck} to be checked`) : '';
  return dryRun
    ? say(
        `共 ${rows} 行：可导入 ${ready}，退回 ${rejected}${checks}。`,
        `${rows} rows: ${ready} ready, ${rejected} rejected${checks}.`,
      )
    : say(
        `共 ${rows} 行：新增 ${inserted}，更新 ${updated}，未变 ${unchanged}，退回 ${rejected}${checks}。`,
        `${rows} rows: ${inserted} new, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected${checks}.`,
      );
}

const countOf = (sheets: readonly Sheet[], wanted: (kind: FindingCount) => boolean): number =>
  sheets
    .flatMap(({ found }) => found)
    .filter(wanted)
    .reduce((total, { count }) => total + count, 0);

function nextLines(result: Onboarded, dryRun: boolean): string[] {
  const {
    community: slug,
    import: { id, sheets },
  } = result;
  const there = dryRun
    ? `${baseUrl()}/district/${slug}/ledgers/${id}/preflight`
    : `${baseUrl()}/console/${slug}/importing/${id}/result`;
  const found = countOf(sheets, () => true);
  return [
    ...(found > 0 ? [say(`逐条查看，按种类筛选：${there}`, `Every finding, by kind: ${there}`)] : []),
    ...rejectLines(result),
    ...(dryRun ? dryRunLines(result) : []),
  ];
}

function rejectLines({ import: { sheets }, rejects }: Onboarded): string[] {
  if (rejects.length > 0)
    return [
      say(
        '退回的行存在下面的表格里，每行末尾写着原因。改好后放进台账文件夹再运行一次，或在网站上传：',
        'The rejected rows are in these workbooks, each with its reason. Mend them, put them into the folder of ledgers and run this again, or send them on the site:',
      ),
      ...rejects.map((path) => `  ${path}`),
    ];
  if (totalsOf(sheets).rejected === 0) return [];
  return [
    say(
      '退回的行也在那里下载；或再运行一次并加上 --rejects 文件夹，存成表格，改好再导入。',
      'The rejected rows can be downloaded there, or run this again with --rejects DIR to save them as workbooks to be mended.',
    ),
  ];
}

/** A dry run writes no record, but it leaves something behind; whoever ran it is told what, and how to be rid of it. */
function dryRunLines({ community: slug, state }: Onboarded): string[] {
  if (state !== 'draft')
    return [
      say(
        '这次只是预检，没有写入任何记录；上传的台账留在服务器上，等待导入。去掉 --dry-run 再运行同一条命令，就会导入。',
        'This was a check; no record was written. The ledgers lie on the server, waiting: the same command without --dry-run imports them.',
      ),
    ];
  return [
    say(
      `这次只是预检，没有写入任何居民、志愿者等记录。服务器上留下了草稿社区 ${slug} 和上传的台账，居民看不到。`,
      `This was a check; no record was written. It leaves a draft community ${slug} and the uploaded ledgers on the server, which residents do not see.`,
    ),
    say('  继续：去掉 --dry-run，再运行同一条命令。', '  To go on: the same command without --dry-run.'),
    discardLine(slug),
  ];
}
