import type { Clock } from '@linli/core/kernel';
import type { Table } from '@linli/core/table';
import { Communities } from '@linli/core/tenancy';
import { expirePoints, releaseRunOutHolds, searchStarCandidates } from '@linli/core/timebank';
import { jobRequestId, jobScope } from './scope.ts';

export type RoundDependencies = {
  districtId: string;
  districtTable: Table;
  tenantTable(tenantId: string): Table;
  clock: Clock;
  log(entry: Record<string, unknown>): void;
};

/**
 * What is done in every community from time to time without anybody asking: points that were put aside and not collected
 * are freed, points whose time is over run out, and accounts that were there before stars were looked for are searched for
 * those due, once. Two queries and one read a community where nothing is to do. The same code behind the jobs Lambda and on
 * one machine; safe to repeat and to overlap. What goes wrong in one community keeps no other waiting.
 */
export async function goRound(deps: RoundDependencies): Promise<void> {
  const { districtId, districtTable, log } = deps;
  const all = Communities.query.bySlug({ districtId });
  for await (const { tenantId } of districtTable.each(Communities, all)) {
    const requestId = jobRequestId(deps.clock());
    try {
      const scope = jobScope(deps, tenantId, requestId);
      const released = await releaseRunOutHolds(scope);
      if (released > 0) log({ level: 'info', event: 'holds ran out', tenantId, released });
      const due = await searchStarCandidates(scope);
      if (due !== undefined) log({ level: 'info', event: 'stars due', tenantId, due });
      const accounts = await expirePoints(scope);
      if (accounts > 0) log({ level: 'info', event: 'points ran out', tenantId, accounts });
    } catch (error) {
      const said = String((error as Error)?.stack ?? error);
      log({ level: 'error', event: 'round', tenantId, requestId, error: said });
    }
  }
}
