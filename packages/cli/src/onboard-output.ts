import type { Finding, Sheet } from './import.ts';
import { say } from './language.ts';
import type { Onboarded } from './onboard.ts';

const FINDINGS_SHOWN = 8;

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

/** For a person: a line a sheet, the first findings under it, and what it comes to. */
export function onboardedInWords(result: Onboarded, dryRun: boolean): string {
  const { sheets } = result.import;
  const lines = sheets.flatMap((sheet) => [
    sheetLine(sheet, dryRun),
    ...findingLines(result.findings[sheet.id] ?? []),
  ]);
  const { rows, ready, rejected, inserted, updated, unchanged } = totalsOf(sheets);
  const counted = dryRun
    ? say(
        `共 ${rows} 行：可导入 ${ready}，退回 ${rejected}。没有写入居民数据。`,
        `${rows} rows: ${ready} ready, ${rejected} rejected. No record was written.`,
      )
    : say(
        `共 ${rows} 行：新增 ${inserted}，更新 ${updated}，未变 ${unchanged}，退回 ${rejected}。`,
        `${rows} rows: ${inserted} new, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected.`,
      );
  const steps = result.steps.map(({ state, detail }) => `  ${state === 'done' ? '✓' : '·'} ${detail}`);
  return [...lines, ...steps, counted].join('\n');
}

function sheetLine(sheet: Sheet, dryRun: boolean): string {
  const { fileName, name, kind, rowsTotal, rowsReady, rowsRejected, inserted, updated, unchanged } = sheet;
  const counts = dryRun
    ? say(`${rowsReady}/${rowsTotal} 行可导入`, `${rowsReady}/${rowsTotal} rows ready`)
    : say(
        `新增 ${inserted} 更新 ${updated} 未变 ${unchanged}`,
        `${inserted} new, ${updated} updated, ${unchanged} unchanged`,
      );
  const rejected = rowsRejected > 0 ? say(` 退回 ${rowsRejected}`, `, ${rowsRejected} rejected`) : '';
  return `${fileName} / ${name} [${kind ?? '?'}] ${counts}${rejected}`;
}

function findingLines(findings: readonly Finding[]): string[] {
  const problemsFirst = [...findings].sort((a, b) =>
    a.severity < b.severity ? -1 : a.severity > b.severity ? 1 : 0,
  );
  // The message names its cell or row itself.
  const shown = problemsFirst
    .slice(0, FINDINGS_SHOWN)
    .map(({ severity, message }) => `    ${severity === 'problem' ? '✗' : '!'} ${message}`);
  const more = findings.length - shown.length;
  return more > 0 ? [...shown, say(`    ……还有 ${more} 条`, `    … and ${more} more`)] : shown;
}
