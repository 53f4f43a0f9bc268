import { sealsForLooking } from '../../courtyard/index.ts';
import { importFileKey } from '../files.ts';
import type { ImportSheet } from '../import.ts';
import { nounsOf } from '../landing/plan.ts';
import type { LedgerRow } from '../ledger-files/index.ts';
import { saveSheet } from '../operations.ts';
import { World } from '../world.ts';
import { FindingsFile, findingsName } from './findings-file.ts';
import { type Judgement, judge, judgeEnd } from './judge.ts';
import { MendedRows } from './mended.ts';
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
  const { scope, masterKey } = tools;
  const world = new World(scope.tenantId, await sealsForLooking(scope, masterKey));
  await world.load(scope.table, nounsOf(sheets.map(({ kind }) => kind)));
  world.supposeOpeningRule();
  const mended = new MendedRows();
  let ready = 0;
  for (const sheet of sheets) {
    const checked = await checkSheet(tools, sheet, { world, mended }, progress);
    ready += checked.rowsReady;
  }
  return ready;
}

async function checkSheet(
  tools: JobTools,
  sheet: ActiveSheet,
  { world, mended }: { world: World; mended: MendedRows },
  progress: Progress,
): Promise<ImportSheet> {
  const { scope, files } = tools;
  const reading = await readSheet(scope, files, sheet);
  const findings = new FindingsFile();
  const counts = new RowCounts();

  for await (const row of reading) {
    await progress.step(sheet.name);
    if (mended.has(sheet, row.key)) continue;
    const judged = row.accepted ? judge(row, sheet, world, sourceOf(scope, sheet, row.rowNumber)) : undefined;
    keepFindings(findings, sheet, row, judged);
    if (judged?.accepted === true) {
      counts.accept(judged.actions);
      mended.accept(sheet, row.key);
    } else counts.reject();
  }

  counts.end(judgeEnd(sheet, world, sourceOf(scope, sheet, 0)));
  const { controlTotals, findings: ofSheet } = reading.outcome();
  for (const finding of ofSheet) findings.keep({ sheetId: sheet.id, from: 'file', finding });
  const checked = {
    ...sheet,
    ...counts,
    warnings: findings.warnings,
    found: findings.found(),
    controlTotals: [...controlTotals],
  };
  await files.write(importFileKey(scope.tenantId, sheet.importId, findingsName(sheet.id)), findings.bytes());
  await saveSheet(scope, checked);
  return checked;
}

function keepFindings(
  findings: FindingsFile,
  sheet: ActiveSheet,
  { rowNumber, problems, warnings }: LedgerRow,
  judged: Judgement | undefined,
): void {
  for (const finding of [...problems, ...warnings])
    findings.keep({ sheetId: sheet.id, from: 'file', finding });
  for (const finding of judged?.findings ?? []) {
    const place = placeOf(sheet, rowNumber, finding.field);
    findings.keep({ sheetId: sheet.id, from: 'community', row: rowNumber, ...place, finding });
  }
}

/** The cell a finding is about and what its column is called, when its field has a column. */
function placeOf(
  sheet: ActiveSheet,
  row: number,
  field: string | undefined,
): { ref: string; heading: string } | undefined {
  const column = field === undefined ? undefined : sheet.columns.find((each) => each.field === field);
  return column && { ref: `${column.column}${row}`, heading: column.heading };
}
