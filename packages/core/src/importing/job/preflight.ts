import { importFileKey } from '../files.ts';
import type { ImportSheet } from '../import.ts';
import { nounsOf } from '../landing/plan.ts';
import { saveSheet } from '../operations.ts';
import { World } from '../world.ts';
import { FindingsFile, findingsName } from './findings-file.ts';
import { judge, judgeEnd } from './judge.ts';
import type { Progress } from './progress.ts';
import { RowCounts } from './row-counts.ts';
import { type ActiveSheet, readSheet, sourceOf } from './sheet-rows.ts';
import type { JobTools } from './tools.ts';

/**
 * Reads every row and holds it against the community and against the rows of the other sheets, exactly as the run will.
 * Writes nothing to the community: counts go to the import, findings beside the uploaded file.
 */
export async function preflight(
  tools: JobTools,
  sheets: readonly ActiveSheet[],
  progress: Progress,
): Promise<number> {
  const world = new World(tools.scope.tenantId);
  await world.load(tools.scope.table, nounsOf(sheets.map(({ kind }) => kind)));
  let ready = 0;
  for (const sheet of sheets) {
    const checked = await checkSheet(tools, sheet, world, progress);
    ready += checked.rowsReady;
  }
  return ready;
}

async function checkSheet(
  tools: JobTools,
  sheet: ActiveSheet,
  world: World,
  progress: Progress,
): Promise<ImportSheet> {
  const { scope, files } = tools;
  const reading = await readSheet(scope, files, sheet);
  const findings = new FindingsFile();
  const counts = new RowCounts();

  for await (const row of reading) {
    for (const finding of [...row.problems, ...row.warnings])
      findings.keep({ sheetId: sheet.id, from: 'file', finding });
    const judged = row.accepted ? judge(row, sheet, world, sourceOf(scope, sheet, row.rowNumber)) : undefined;
    for (const finding of judged?.findings ?? [])
      findings.keep({
        sheetId: sheet.id,
        from: 'community',
        row: row.rowNumber,
        ref: cellOf(sheet, row.rowNumber, finding.field),
        finding,
      });
    if (judged?.accepted === true) counts.accept(judged.actions);
    else counts.reject();
    await progress.step(sheet.name);
  }

  counts.end(judgeEnd(sheet, world, sourceOf(scope, sheet, 0)));
  const { controlTotals, findings: ofSheet } = reading.outcome();
  for (const finding of ofSheet) findings.keep({ sheetId: sheet.id, from: 'file', finding });
  const checked = { ...sheet, ...counts, warnings: findings.warnings, controlTotals: [...controlTotals] };
  await files.write(importFileKey(scope.tenantId, sheet.importId, findingsName(sheet.id)), findings.bytes());
  await saveSheet(scope, checked);
  return checked;
}

/** The cell a finding is about, when its field has a column. */
function cellOf(sheet: ActiveSheet, row: number, field: string | undefined): string | undefined {
  const column = Object.entries(sheet.mapping.columns).find(([, target]) => target === field)?.[0];
  return column === undefined ? undefined : `${column}${row}`;
}
