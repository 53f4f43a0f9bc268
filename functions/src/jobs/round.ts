import { type Clock, IN_JOB, newId, SYSTEM } from '@linli/core/kernel';
import type { Table } from '@linli/core/table';
import { Communities } from '@linli/core/tenancy';
import { releaseRunOutHolds } from '@linli/core/timebank';

export type RoundDependencies = {
  districtId: string;
  districtTable: Table;
  tenantTable(tenantId: string): Table;
  clock: Clock;
  log(entry: Record<string, unknown>): void;
};

/**
 * What is done in every community from time to time without anybody asking: points that were put aside and not collected
 * are freed. One query a community where nothing is due. The same code behind the jobs Lambda and on one machine; safe to
 * repeat and to overlap. What goes wrong in one community keeps no other waiting.
 */
export async function goRound({
  districtId,
  districtTable,
  tenantTable,
  clock,
  log,
}: RoundDependencies): Promise<void> {
  const all = Communities.query.bySlug({ districtId });
  for await (const { tenantId } of districtTable.each(Communities, all)) {
    const now = clock();
    const requestId = newId('session', now).replace('ses_', 'job_');
    try {
      const scope = { tenantId, table: tenantTable(tenantId), actor: SYSTEM, now, requestId, from: IN_JOB };
      const released = await releaseRunOutHolds(scope);
      if (released > 0) log({ level: 'info', event: 'holds ran out', tenantId, released });
    } catch (error) {
      log({
        level: 'error',
        event: 'round',
        tenantId,
        requestId,
        error: String((error as Error)?.stack ?? error),
      });
    }
  }
}
