import { ensureSeals, openSeals, type Seals } from '../../courtyard/index.ts';
import { LinliError } from '../../kernel/index.ts';
import type { Draft, Known } from '../../table/index.ts';
import {
  type AccountSums,
  addToSums,
  correctServiceRecord,
  draftServiceRecord,
  postImportSum,
} from '../../timebank/index.ts';
import { nounNamed, nounsOf } from '../landing/plan.ts';
import { saveSheet } from '../operations.ts';
import { World } from '../world.ts';
import { atOnce } from './at-once.ts';
import { type Action, judge, judgeEnd } from './judge.ts';
import { MendedRows } from './mended.ts';
import { moveOpinionsAlong } from './moved-meetings.ts';
import type { Progress } from './progress.ts';
import { RowCounts } from './row-counts.ts';
import { type ActiveSheet, readSheet, sourceOf } from './sheet-rows.ts';
import type { JobTools } from './tools.ts';
import { type Before, UndoLog } from './undo-log.ts';

const ROWS_A_BATCH = 500;

/**
 * Writes the rows, in batches. Safe to begin again at any point: a record that this import has put in already is told by
 * its id and its hash, and the points of all its records are added to the accounts once, at the end, under the import's
 * mark. Answers false when it ran out of time before the end.
 */
export async function run(
  tools: JobTools,
  sheets: readonly ActiveSheet[],
  progress: Progress,
): Promise<boolean> {
  const { scope } = tools;
  const world = new World(scope.tenantId, await sealsFor(tools, sheets));
  await world.load(scope.table, nounsOf(sheets.map(({ kind }) => kind)));
  const sums: AccountSums = new Map();
  const mended = new MendedRows();
  for (const sheet of sheets) {
    const finished = await writeSheet(tools, sheet, { world, mended, sums }, progress);
    if (!finished) return false;
  }
  await postSums(tools, sheets[0]?.importId ?? '', sums);
  await moveOpinionsAlong(tools, sheets[0]?.importId ?? '');
  return true;
}

/** A community gets its key with the first ledger that has a column of ID numbers. */
const sealsFor = ({ scope, masterKey }: JobTools, sheets: readonly ActiveSheet[]): Promise<Seals> =>
  sheets.some(({ columns }) => columns.some(({ field }) => field === 'idNumber'))
    ? ensureSeals(scope, masterKey)
    : openSeals(scope, masterKey);

async function writeSheet(
  tools: JobTools,
  sheet: ActiveSheet,
  { world, mended, sums }: { world: World; mended: MendedRows; sums: AccountSums },
  progress: Progress,
): Promise<boolean> {
  const { scope, files } = tools;
  const reading = await readSheet(scope, files, sheet);
  const counts = new RowCounts();
  let batch: Action[] = [];

  for await (const row of reading) {
    await progress.step(sheet.name);
    if (mended.has(sheet, row.key)) continue;
    const judged = row.accepted ? judge(row, sheet, world, sourceOf(scope, sheet, row.rowNumber)) : undefined;
    if (judged?.accepted === true) {
      counts.accept(judged.actions);
      mended.accept(sheet, row.key);
      batch.push(...judged.actions);
      for (const action of judged.actions) sumUp(sums, action, sheet.importId);
    } else counts.reject();
    if (batch.length >= ROWS_A_BATCH) {
      await writeBatch(tools, sheet, batch);
      batch = [];
      if (tools.outOfTime()) return false;
    }
  }
  const whole = judgeEnd(sheet, world, sourceOf(scope, sheet, 0));
  counts.end(whole);
  batch.push(...whole);
  await writeBatch(tools, sheet, batch);
  await saveSheet(scope, { ...sheet, ...counts });
  return true;
}

/** A record put in by this import counts, now or before a crash; one that was there before it does not. */
function sumUp(sums: AccountSums, action: Action, importId: string): void {
  if (action.draft.noun !== draftServiceRecord.noun) return;
  const ours = action.what === 'insert' || (action.what === 'same' && action.was.importId === importId);
  if (ours) addToSums(sums, action.draft.fields as never);
}

async function writeBatch(tools: JobTools, sheet: ActiveSheet, actions: readonly Action[]): Promise<void> {
  const { scope, files } = tools;
  const inserts = actions.filter(({ what }) => what === 'insert');
  const amendments = actions.filter((action) => action.what === 'amend');
  const outcomes = await scope.table.insertMany(inserts.map(({ draft }) => draft.insert));
  // Nobody else may write these: the community's turn is ours. What is there all the same was put in by hand meanwhile.
  if (outcomes.includes('exists')) throw new LinliError('conflict', 'alreadyChanged');
  if (amendments.length === 0) return;

  const log = new UndoLog(files, scope.tenantId, sheet.importId);
  await log.append(await storedBefore(tools, amendments));
  // Two rows may amend the same person; one record's amendments go in their order.
  const byRecord = Map.groupBy(amendments, ({ draft }) => draft.id);
  await atOnce(byRecord.values(), async (ofOne) => {
    for (const { draft, was } of ofOne) await amend(tools, draft, was);
  });
}

async function amend({ scope }: JobTools, draft: Draft, was: Known): Promise<void> {
  if (draft.noun === draftServiceRecord.noun) await correctServiceRecord(scope, draft, was);
  else await scope.table.commit([draft.amend(was)]);
}

async function storedBefore({ scope }: JobTools, amendments: readonly { draft: Draft }[]): Promise<Before[]> {
  const before: Before[] = [];
  for (const { draft } of amendments) {
    const stored = await nounNamed(draft.noun).find(scope.table, scope.tenantId, draft.id);
    if (stored !== undefined) before.push({ ...stored, noun: draft.noun, after: draft.hash });
  }
  return before;
}

const postSums = ({ scope }: JobTools, importId: string, sums: AccountSums): Promise<void> =>
  atOnce(sums.values(), (sum) => postImportSum(scope, importId, sum));
