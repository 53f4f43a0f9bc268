import { type DistrictScope, requirePermission, type Scope } from '../kernel/index.ts';
import type { Table } from '../table/index.ts';
import type { District } from './chain.ts';
import { checkRecords } from './check-records.ts';
import { checkSeals, type Trail } from './check-seals.ts';
import { type AuditVerification, Findings } from './verification.ts';

/**
 * Recomputes a whole trail: every seal along its chain, every record against its seals, the chain's end against the
 * control plane's anchors. Reads everything once or twice and holds little of it: for operators, never for a page. A
 * change that the stream has not sealed while this runs looks like one that nobody sealed; ask again a moment later.
 */
export async function verifyAudit(scope: Scope, district: District): Promise<AuditVerification> {
  requirePermission(scope, 'audit:read');
  return verifyTrail(tableTrail(scope.tenantId, scope.table, district));
}

/** The same for the control plane's own trail. */
export async function verifyDistrictAudit(scope: DistrictScope): Promise<AuditVerification> {
  requirePermission(scope, 'audit:read');
  return verifyTrail(tableTrail('*', scope.table, scope));
}

export async function verifyTrail(trail: Trail): Promise<AuditVerification> {
  const findings = new Findings();
  const walked = await checkSeals(trail, findings);
  const counted = await checkRecords(trail, walked, findings);
  return {
    owner: trail.owner,
    matches: findings.count === 0,
    seals: walked.seals,
    entries: walked.entries,
    ...counted,
    days: [...walked.days].map(([day, last]) => ({ day, ...last })),
    wrong: findings.count,
    findings: findings.first,
  };
}

function tableTrail(owner: string, table: Table, district: District): Trail {
  return {
    owner,
    seals: () => table.eachStored('auditSeal'),
    items: (collection) => table.eachStored(collection),
    head: async () => {
      for await (const head of table.eachStored('auditHead')) return head;
      return undefined;
    },
    anchors: () => district.table.eachStored(`auditAnchor#${owner}`),
  };
}
