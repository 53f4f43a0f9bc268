import { LinliError, type Scope } from '../../kernel/index.ts';
import type { Stored } from '../../table/index.ts';
import {
  type AccountSums,
  addToSums,
  draftServiceRecord,
  isCorrectedSince,
  postImportSum,
  takeCorrectionBack,
} from '../../timebank/index.ts';
import { DEPENDENTS, nounNamed, nounsOf } from '../landing/plan.ts';
import type { Nouns } from '../nouns.ts';
import { atOnce } from './at-once.ts';
import type { Progress } from './progress.ts';
import type { ActiveSheet } from './sheet-rows.ts';
import type { JobTools } from './tools.ts';
import { type Before, UndoLog } from './undo-log.ts';

/** What the import put in and is still there: the ids by noun, and what its services gave each account. */
type Made = { ids: Map<string, Set<string>>; sums: AccountSums };

const REMOVED_AT_ONCE = 500;

/**
 * Takes an import back while nothing depends on it: first looks whether anything does, then takes its points off the
 * accounts (once, under a mark), then removes what it put in, and last puts back what it had amended. Each part streams
 * the records and may be begun again where it stopped. Answers false when it ran out of time before the end.
 */
export async function undo(
  tools: JobTools,
  importId: string,
  sheets: readonly ActiveSheet[],
  progress: Progress,
): Promise<boolean> {
  const nouns = nounsOf(sheets.map(({ kind }) => kind));
  const made = await madeBy(tools, importId, nouns, new Set(sheets.map(({ sourceKey }) => sourceKey)));
  const amended = await new UndoLog(tools.files, tools.scope.tenantId, importId).read();
  await refuseIfDependedOn(tools, importId, made);
  await refuseIfChangedSince(tools, amended);
  await takePointsBack(tools, importId, made.sums);
  if (!(await removeAll(tools, importId, nouns, progress))) return false;
  await putBack(tools, importId, amended);
  return true;
}

async function madeBy(
  { scope }: JobTools,
  importId: string,
  nouns: Nouns,
  sources: ReadonlySet<string>,
): Promise<Made> {
  const made: Made = { ids: new Map(), sums: new Map() };
  for (const noun of nouns) {
    const ids = new Set<string>();
    made.ids.set(noun.noun, ids);
    for await (const record of noun.stored(scope.table, scope.tenantId)) {
      if (record.origin?.importId !== importId) continue;
      if (!sources.has(record.origin.source) || record['standingId'] !== undefined)
        throw dependedOn(CHANGED_SINCE);
      ids.add(record.id);
      if (noun.noun === draftServiceRecord.noun) addToSums(made.sums, record as never);
    }
  }
  return made;
}

async function refuseIfDependedOn({ scope }: JobTools, importId: string, { ids: made }: Made): Promise<void> {
  for (const { noun, called, refersBy, to } of DEPENDENTS) {
    const ids = made.get(to);
    if (ids === undefined || ids.size === 0) continue;
    for await (const record of noun.stored(scope.table, scope.tenantId)) {
      const foreign = record.origin?.importId !== importId;
      if (foreign && ids.has(String(record[refersBy]))) throw dependedOn(called);
    }
  }
}

/** What it amended is put back only where it still says what the import made of it. */
async function refuseIfChangedSince({ scope }: JobTools, amended: readonly Before[]): Promise<void> {
  await atOnce(amended, async (before) => {
    const changed =
      before.noun === draftServiceRecord.noun
        ? await isCorrectedSince(scope, before)
        : await saysSomethingElse(scope, before);
    if (changed) throw dependedOn(CHANGED_SINCE);
  });
}

async function saysSomethingElse(scope: Scope, { noun, id, origin, after }: Before): Promise<boolean> {
  const now = await nounNamed(noun).find(scope.table, scope.tenantId, id);
  return now?.origin !== undefined && ![origin?.hash, after].includes(now.origin.hash);
}

const CHANGED_SINCE = ['之后又改过其中的内容', 'something of it was changed since'] as const;

const dependedOn = ([what, whatEn]: readonly [zh: string, en: string]) =>
  new LinliError('conflict', 'importDependedOn', { params: { what, whatEn } });

const takePointsBack = ({ scope }: JobTools, importId: string, sums: AccountSums): Promise<void> =>
  atOnce(sums.values(), (sum) => {
    const back = { ...sum, points: -sum.points, minutes: -sum.minutes };
    return postImportSum(scope, `${importId}_undo`, back);
  });

/** Children before parents: the reverse of the order in which they landed. */
async function removeAll(
  tools: JobTools,
  importId: string,
  nouns: Nouns,
  progress: Progress,
): Promise<boolean> {
  const { scope } = tools;
  for (const noun of [...nouns].reverse()) {
    const remove = ({ id, origin }: Stored) =>
      scope.table.commit([noun.remove(scope.tenantId, id, { hash: origin?.hash ?? '' })]);
    let batch: Stored[] = [];
    const removeBatch = async () => {
      await atOnce(batch, async (record) => {
        await remove(record);
        await progress.step('');
      });
      batch = [];
    };
    for await (const record of noun.stored(scope.table, scope.tenantId)) {
      if (record.origin?.importId === importId) batch.push(record);
      if (batch.length < REMOVED_AT_ONCE) continue;
      await removeBatch();
      if (tools.outOfTime()) return false;
    }
    await removeBatch();
  }
  return true;
}

async function putBack({ scope }: JobTools, importId: string, amended: readonly Before[]): Promise<void> {
  for (const { noun, after, ...before } of amended) {
    if (noun === draftServiceRecord.noun) await takeCorrectionBack(scope, before, undoOf(importId));
    else if (await stillSays(scope, noun, before.id, after))
      await scope.table.commit([
        nounNamed(noun).restore(scope.tenantId, before, { hash: after }, undoOf(importId)),
      ]);
  }
}

/** What undoing an import leaves on the records that it puts back, so that the audit trail can tell it from the import. */
const undoOf = (importId: string) => `${importId}.undo`;

const stillSays = async (scope: Scope, noun: string, id: string, hash: string): Promise<boolean> =>
  (await nounNamed(noun).find(scope.table, scope.tenantId, id))?.origin?.hash === hash;
