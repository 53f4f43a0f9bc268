import type { Clock, Scope } from '@linli/core/kernel';
import type { Table } from '@linli/core/table';
import { Communities } from '@linli/core/tenancy';
import {
  carryOnLists,
  drawLastMonth,
  expirePoints,
  fillFinders,
  lapseOrders,
  releaseRunOutHolds,
  searchStarCandidates,
} from '@linli/core/timebank';
import { jobRequestId, jobScope } from './scope.ts';

export type RoundDependencies = {
  districtId: string;
  districtTable: Table;
  tenantTable(tenantId: string): Table;
  clock: Clock;
  log(entry: Record<string, unknown>): void;
};

/** What is done without anybody asking. Each says how much it found to do, which is mostly nothing. */
const ERRANDS: readonly { event: string; run(scope: Scope): Promise<number> }[] = [
  // Points that were put aside and not collected are free again.
  { event: 'holds ran out', run: releaseRunOutHolds },
  // What was ordered and not collected is free again, with its points.
  { event: 'orders lapsed', run: lapseOrders },
  // Lists that a death cut off are posted to their end.
  { event: 'lists carried on', run: carryOnLists },
  // Points whose time is over run out.
  { event: 'points ran out', run: expirePoints },
  // The sample of the month that is over.
  { event: 'sample drawn', run: async (scope) => Number(await drawLastMonth(scope)) },
  // Accounts that were there before stars were looked for, once.
  { event: 'stars due', run: async (scope) => (await searchStarCandidates(scope)) ?? 0 },
  // What the desk finds volunteers by who were there before it looked for them, a thousand a round.
  { event: 'finders filled', run: fillFinders },
];

/**
 * Goes round every community from time to time: one read or query for each errand where nothing is due. The same code behind
 * the jobs Lambda and on one machine; safe to repeat and to overlap. What goes wrong in one errand or one community keeps no
 * other waiting.
 */
export async function goRound(deps: RoundDependencies): Promise<void> {
  const { districtId, districtTable, log } = deps;
  const all = Communities.query.bySlug({ districtId });
  for await (const { tenantId } of districtTable.each(Communities, all)) {
    const requestId = jobRequestId(deps.clock());
    const wrong = (errand: string, error: unknown): number => {
      log({ level: 'error', event: 'round', errand, tenantId, requestId, error: stackOf(error) });
      return 0;
    };
    try {
      const scope = jobScope(deps, tenantId, requestId);
      for (const { event, run } of ERRANDS) {
        const count = await run(scope).catch((error) => wrong(event, error));
        if (count > 0) log({ level: 'info', event, tenantId, count });
      }
    } catch (error) {
      wrong('all', error);
    }
  }
}

const stackOf = (error: unknown): string => String((error as Error)?.stack ?? error);
