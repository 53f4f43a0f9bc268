import type { AuditEntry } from '@linli/core/audit';
import { erasedAmong } from '@linli/core/courtyard';
import { membersAmong } from '@linli/core/identity';
import type { Context } from 'hono';
import type { AppEnvironment } from './environment.ts';

/**
 * Of the ids that entries of the trail name, those that the console has no page of: what was erased, and accounts that are no
 * member's here (one made at the desk, one of another community, one whose owner has left). Two round trips, at once.
 */
export async function recordsWithoutPage(
  c: Context<AppEnvironment>,
  entries: readonly AuditEntry[],
): Promise<ReadonlySet<string>> {
  const { scope, district } = c.var;
  const accounts = new Set<string>();
  const others = new Set<string>();
  for (const { noun, recordId, onBehalfOf } of entries) {
    (noun === 'user' || noun === 'member' ? accounts : others).add(recordId);
    if (onBehalfOf !== undefined) others.add(onBehalfOf);
  }
  const [members, erased] = await Promise.all([
    membersAmong({ ...district, tenantId: scope?.tenantId ?? '*' }, [...accounts]),
    scope === undefined ? [] : erasedAmong(scope, [...others]),
  ]);
  return new Set([...erased, ...accounts].filter((id) => !members.includes(id)));
}
