import { type Clock, IN_JOB, type Instant, newId, type Scope, SYSTEM } from '@linli/core/kernel';
import type { Table } from '@linli/core/table';

/** Under which a job's log lines and the records it makes are found together. */
export const jobRequestId = (now: Instant): string => newId('session', now).replace('ses_', 'job_');

/** A community as a job acts in it: after a request, or without any. */
export function jobScope(
  { clock, tenantTable }: { clock: Clock; tenantTable(tenantId: string): Table },
  tenantId: string,
  requestId?: string,
): Scope {
  const now = clock();
  return {
    tenantId,
    table: tenantTable(tenantId),
    actor: SYSTEM,
    now,
    requestId: requestId ?? jobRequestId(now),
    from: IN_JOB,
  };
}
