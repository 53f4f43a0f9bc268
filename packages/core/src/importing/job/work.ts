import { recordChange } from '../../audit/index.ts';
import {
  type InEachLanguage,
  inEachLanguage,
  LinliError,
  type MessageKey,
  type MessageParams,
  type Scope,
} from '../../kernel/index.ts';
import { write } from '../../table/index.ts';
import { Imports } from '../entities.ts';
import type { ImportJob, ImportState } from '../import.ts';
import { RefusedFileError, refusalInEach } from '../ledger-files/index.ts';
import { sheetsOf } from '../operations.ts';
import { preflight } from './preflight.ts';
import { Progress } from './progress.ts';
import { run } from './run.ts';
import { activeSheets } from './sheet-rows.ts';
import type { JobTools } from './tools.ts';
import { Turn } from './turn.ts';
import { undo } from './undo.ts';

/** `more`: the work is not over, or another worker has the community's turn; call again. */
export type JobOutcome = 'finished' | 'more';

/** Does the work an import waits for, as far as time allows. Safe to call twice, at once or after a crash. */
export async function runImportJob(tools: JobTools, importId: string): Promise<JobOutcome> {
  const { scope } = tools;
  const { tenantId, table } = scope;
  const item = await table.get(Imports, Imports.get({ tenantId, id: importId }), { consistent: true });
  if (item?.job === undefined || !WORKING.includes(item.state)) return 'finished';

  const turn = new Turn(table, tenantId, importId, tools.clock);
  try {
    await turn.take();
  } catch (error) {
    if (error instanceof LinliError && error.reason === 'importRunning') return 'more';
    throw error;
  }
  try {
    const next = await doJob(tools, importId, item.job, turn);
    if (next === undefined) {
      await turn.leave();
      return 'more';
    }
    await finish(tools, importId, next);
    if (ENDS_TURN.includes(next)) await turn.giveUp();
    else await turn.leave();
    return 'finished';
  } catch (error) {
    await fail(tools, importId, item.job, error);
    if (isRefusedUndo(item.job, error)) await turn.giveUp();
    else await turn.leave();
    if (!(error instanceof LinliError) && !(error instanceof RefusedFileError)) throw error;
    return 'finished';
  }
}

const WORKING: readonly ImportState[] = ['preflighting', 'running', 'undoing'];
// A run that failed keeps the community's turn: it is resumed or undone before another import writes.
const ENDS_TURN: readonly ImportState[] = ['ready', 'needsMapping', 'done', 'undone'];

/** The state the import is in afterwards, or undefined when there is more to do. */
async function doJob(
  tools: JobTools,
  importId: string,
  job: ImportJob,
  turn: Turn,
): Promise<ImportState | undefined> {
  const { scope } = tools;
  const sheets = activeSheets(await sheetsOf(scope, importId));
  const total = sheets.reduce((sum, sheet) => sum + sheet.rowsTotal, 0);
  const progress = new Progress(scope.table, { tenantId: scope.tenantId, id: importId }, turn, total);
  await progress.tell('');
  if (job === 'preflight') {
    const ready = await preflight(tools, sheets, progress);
    await progress.tell('');
    return ready > 0 ? 'ready' : 'needsMapping';
  }
  if (job === 'undo') {
    return (await undo(tools, importId, sheets, progress)) ? 'undone' : undefined;
  }
  const finished = await run(tools, sheets, progress);
  await progress.tell('');
  return finished ? 'done' : undefined;
}

async function finish({ scope }: JobTools, importId: string, state: ImportState): Promise<void> {
  const patch = Imports.patch({ tenantId: scope.tenantId, id: importId }).set({ state }).remove(['failure']);
  await scope.table.commit([
    write(patch, new LinliError('conflict', 'alreadyChanged')),
    recordChange(scope, { action: 'finish', noun: 'import', id: importId, after: { state } }),
  ]);
}

/** Says of an import whose worker is lost for good that it failed, so that somebody can resume it or undo it. */
export async function giveUpImportJob(scope: Scope, importId: string): Promise<void> {
  const { tenantId, table } = scope;
  const item = await table.get(Imports, Imports.get({ tenantId, id: importId }), { consistent: true });
  if (item?.job === undefined || !WORKING.includes(item.state)) return;
  await fail({ scope }, importId, item.job, new Error('The worker is lost'));
}

async function fail(
  { scope }: Pick<JobTools, 'scope'>,
  importId: string,
  job: ImportJob,
  error: unknown,
): Promise<void> {
  const failure = sentenceFor(error, scope.requestId);
  const state = isRefusedUndo(job, error) ? 'done' : 'failed';
  const patch = Imports.patch({ tenantId: scope.tenantId, id: importId }).set({ state, failure });
  await scope.table.commit([
    write(patch, new LinliError('conflict', 'alreadyChanged')),
    recordChange(scope, { action: 'fail', noun: 'import', id: importId, after: { state, failure } }),
  ]);
}

/** Refused before anything was taken back: the import stands as it stood, and says why. */
const isRefusedUndo = (job: ImportJob, error: unknown) =>
  job === 'undo' && error instanceof LinliError && error.reason === 'importDependedOn';

// The job does not know who will read it.
function sentenceFor(error: unknown, requestId: string): InEachLanguage {
  if (error instanceof RefusedFileError) return refusalInEach(error);
  const [reason, params]: [MessageKey, MessageParams] =
    error instanceof LinliError ? [error.reason, error.params] : ['internal', { requestId }];
  return inEachLanguage(reason, params);
}
