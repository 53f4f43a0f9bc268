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
import { atOnce } from './at-once.ts';
import type { Progress } from './progress.ts';
import type { ActiveSheet } from './sheet-rows.ts';
import type { JobTools } from './tools.ts';
import { type Before, UndoLog } from './undo-log.ts';

type Made = Map<string, Map<string, Stored>>;

/**
 * Takes an import back while nothing depends on it: first looks whether anything does, then takes its points off the
 * accounts (once, under a mark), then removes what it put in, and last puts back what it had amended.
 */
export async function undo(
  tools: JobTools,
  importId: string,
  sheets: readonly ActiveSheet[],
  progress: Progress,
): Promise<void> {
  const made = await recordsMadeBy(tools, importId, sheets);
  const amended = await new UndoLog(tools.files, tools.scope.tenantId, importId).read();
  await refuseIfDependedOn(tools, importId, made);
  await refuseIfChangedSince(tools, amended);
  await takePointsBack(tools, importId, made);
  await removeAll(tools, made, progress);
  await putBack(tools, amended);
}

async function recordsMadeBy(
  { scope }: JobTools,
  importId: string,
  sheets: readonly ActiveSheet[],
): Promise<Made> {
  const sources = new Set(sheets.map(({ sourceKey }) => sourceKey));
  const made: Made = new Map();
  for (const noun of nounsOf(sheets.map(({ kind }) => kind))) {
    const records = new Map<string, Stored>();
    for await (const record of noun.stored(scope.table, scope.tenantId)) {
      if (record.origin?.importId !== importId) continue;
      if (!sources.has(record.origin.source) || record['standingId'] !== undefined)
        throw dependedOn(CHANGED_SINCE);
      records.set(record.id, record);
    }
    made.set(noun.noun, records);
  }
  return made;
}

async function refuseIfDependedOn({ scope }: JobTools, importId: string, made: Made): Promise<void> {
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

async function takePointsBack({ scope }: JobTools, importId: string, made: Made): Promise<void> {
  const sums: AccountSums = new Map();
  for (const record of made.get(draftServiceRecord.noun)?.values() ?? []) addToSums(sums, record as never);
  await atOnce(sums.values(), (sum) => {
    const back = { ...sum, points: -sum.points, minutes: -sum.minutes };
    return postImportSum(scope.table, scope.tenantId, `${importId}_undo`, back);
  });
}

async function removeAll({ scope }: JobTools, made: Made, progress: Progress): Promise<void> {
  // Children before parents: the reverse of the order in which they landed.
  for (const [name, records] of [...made].reverse()) {
    await atOnce(records.values(), async ({ id, origin }) => {
      await scope.table.commit([nounNamed(name).remove(scope.tenantId, id, { hash: origin?.hash ?? '' })]);
      await progress.step('撤销');
    });
  }
}

async function putBack({ scope }: JobTools, amended: readonly Before[]): Promise<void> {
  for (const { noun, after, ...before } of amended) {
    if (noun === draftServiceRecord.noun) await takeCorrectionBack(scope, before);
    else if (await stillSays(scope, noun, before.id, after))
      await scope.table.commit([nounNamed(noun).restore(scope.tenantId, before, { hash: after })]);
  }
}

const stillSays = async (scope: Scope, noun: string, id: string, hash: string): Promise<boolean> =>
  (await nounNamed(noun).find(scope.table, scope.tenantId, id))?.origin?.hash === hash;
