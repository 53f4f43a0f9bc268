import { isDeepStrictEqual } from 'node:util';
import { recordChange } from '../audit/index.ts';
import { getImport, type ImportDetail, requestRun } from '../importing/index.ts';
import {
  type DistrictScope,
  LinliError,
  type MessageKey,
  type MessageParams,
  requirePermission,
  type Scope,
} from '../kernel/index.ts';
import { verify } from '../reporting/index.ts';
import { type Table, type Write, write } from '../table/index.ts';
import { ensureOpeningRule } from '../timebank/index.ts';
import type { Community, Step } from './community.ts';
import { Communities } from './entities.ts';
import { getCommunity } from './operations.ts';

type Outcome = { state: Step['state']; reason: MessageKey; params?: MessageParams };

type Work = (scope: Scope, community: Community, lastLook: boolean) => Promise<Outcome>;

/**
 * Brings a community as far towards `live` as it can be brought now. Each step is idempotent and looks at what is there,
 * so that this may be called again at any time: after a failure, while an import runs, or when all is done. A community
 * that is live stays live while more ledgers come in, and when they stop half-way: residents are reading its pages, and
 * the steps say where the ledgers stand. `lastLook`: nobody will look again by themselves, so what still does not agree
 * has failed.
 */
export async function provisionCommunity(
  district: DistrictScope,
  tenantTable: Table,
  input: { slug: string; importId?: string; lastLook?: boolean },
): Promise<Community> {
  requirePermission(district, 'district:write');
  const found = await getCommunity(district, input.slug);
  let community = found;
  if (input.importId !== undefined) community = { ...community, importId: input.importId };
  const scope: Scope = { ...district, tenantId: community.tenantId, table: tenantTable };

  for (const step of community.steps) {
    const outcome = await attempt(() => WORK[step.name](scope, community, input.lastLook ?? false));
    // A step that was done and still is keeps its time in the log and costs no write.
    if (!stillDone(step, outcome)) {
      const before = community.state === found.state ? found : community;
      community = withStep(community, step.name, { ...outcome, at: district.now });
      await save(district, before, community);
    }
    if (outcome.state !== 'done') break;
  }
  return community;
}

const stillDone = (step: Step, { state, reason, params }: Outcome) =>
  step.state === 'done' && isDeepStrictEqual([step.state, step.reason, step.params], [state, reason, params]);

async function attempt(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LinliError)) throw error;
    return { state: 'failed', reason: error.reason, params: error.params };
  }
}

const WORK: Record<Step['name'], Work> = {
  community: async (_, { slug }) => ({ state: 'done', reason: 'stepCommunity', params: { slug } }),
  rules: async (scope) => {
    const { pointsPerHour } = await ensureOpeningRule(scope);
    return { state: 'done', reason: 'stepRules', params: { pointsPerHour } };
  },
  import: bringLedgersIn,
  figures: checkFigures,
};

async function bringLedgersIn(scope: Scope, { importId, slug }: Community): Promise<Outcome> {
  if (importId === undefined) return { state: 'done', reason: 'stepNoImport' };
  const found = await getImport(scope, importId);
  switch (found.state) {
    case 'done':
      return { state: 'done', ...whatCameIn(found) };
    case 'running':
      return { state: 'running', reason: 'stepImportRunning' };
    case 'ready':
      await requestRun(scope, importId, { onboards: slug });
      return { state: 'running', reason: 'stepImportRunning' };
    case 'failed':
      return { state: 'failed', reason: 'stepImportFailed', params: inBoth(found.failure) };
    default:
      return { state: 'failed', reason: 'stepImportNotReady' };
  }
}

const inBoth = (failure: ImportDetail['failure']): MessageParams => ({
  failure: failure?.['zh-CN'] ?? '',
  failureEn: failure?.en ?? '',
});

/** The rows as they really came out: what was given back is not in, and says so. */
function whatCameIn({ sheets }: ImportDetail): { reason: MessageKey; params: MessageParams } {
  const taken = sheets.filter(({ kind, ignore }) => kind !== undefined && !ignore);
  const sum = (count: 'inserted' | 'updated' | 'unchanged' | 'rowsRejected') =>
    taken.reduce((total, sheet) => total + sheet[count], 0);
  const rejected = sum('rowsRejected');
  return {
    reason: rejected === 0 ? 'stepImportDone' : 'stepImportDoneInPart',
    params: {
      inserted: sum('inserted'),
      updated: sum('updated'),
      unchanged: sum('unchanged'),
      ...(rejected === 0 ? {} : { rejected }),
    },
  };
}

/**
 * The stream brings the counters up to the rows a moment after the import; until they agree the step is running. Balances
 * are written with their records, so that no time mends them. A fund whose ledger does not add up is the community's to
 * mend, and keeps nobody waiting.
 */
async function checkFigures(scope: Scope, { slug }: Community, lastLook: boolean): Promise<Outcome> {
  const { counters, balances, compared } = await verify(scope);
  const wrong = counters.filter(({ matches }) => !matches).length;
  if (balances.length > 0)
    return { state: 'failed', reason: 'stepBalancesDiffer', params: { count: balances.length, slug } };
  if (wrong > 0 && lastLook)
    return { state: 'failed', reason: 'stepFiguresDiffer', params: { count: wrong, slug } };
  if (wrong > 0) return { state: 'running', reason: 'stepFiguresWaiting' };
  const count = compared.counters + compared.balances;
  return { state: 'done', reason: 'stepFiguresDone', params: { count } };
}

function withStep(community: Community, name: Step['name'], change: Omit<Step, 'name'>): Community {
  const steps = community.steps.map((step) => (step.name === name ? { name, ...change } : step));
  return { ...community, steps, state: community.state === 'live' ? 'live' : stateOf(steps) };
}

/** Some step waits for what goes on by itself, such as an import: asked again in a while, provisioning gets further. */
export const isUnderWay = ({ steps }: Pick<Community, 'steps'>): boolean =>
  steps.some(({ state }) => state === 'running');

function stateOf(steps: readonly Step[]): Community['state'] {
  if (steps.every(({ state }) => state === 'done')) return 'live';
  return steps.some(({ state }) => state === 'failed') ? 'failed' : 'provisioning';
}

/**
 * Two may provision at once: a person, and the job that carries their import on. Whichever read the community before it
 * went live must not take it back. The log of steps tells of each; the audit trail tells who brought the community from
 * one state to the next.
 */
async function save(district: DistrictScope, before: Community, community: Community): Promise<void> {
  const { districtId, table } = district;
  const { slug, steps, state, importId } = community;
  const known = { steps, ...(importId === undefined ? {} : { importId }) };
  const patch = () => Communities.patch({ districtId, slug });
  const gone = new LinliError('conflict', 'alreadyChanged');
  const told = changeOf(district, before, community);
  if (state === 'live') return table.commit([write(patch().set({ ...known, state }), gone), ...told]);

  const wentLive = new LinliError('conflict', 'alreadyChanged');
  const unlessLive = patch()
    .set({ ...known, state })
    .where((stored, { ne }) => ne(stored.state, 'live'));
  try {
    await table.commit([write(unlessLive, wentLive), ...told]);
  } catch (error) {
    if (error !== wentLive) throw error;
    await table.commit([write(patch().set(known), gone)]);
  }
}

function changeOf(
  district: DistrictScope,
  before: Community,
  { tenantId, state, importId }: Community,
): Write[] {
  const was = { state: before.state, importId: before.importId };
  const is = { state, importId };
  if (isDeepStrictEqual(was, is)) return [];
  return [
    recordChange(district, { action: 'provision', noun: 'community', id: tenantId, before: was, after: is }),
  ];
}
