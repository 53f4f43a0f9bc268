import type { Scope } from '../kernel/index.ts';
import type { Write } from '../table/index.ts';
import { moveAccount } from './account-move.ts';
import type { MovementKind } from './movement.ts';
import { postedTo } from './posting.ts';
import type { ServiceRecord } from './service-record.ts';

/**
 * What records of one volunteer do to their account, in one write and one line of the passbook, which names the last of
 * them: a record, its reversal, or a reversal with the record that stands in its place.
 */
export function moveByRecords(
  { tenantId, now }: Scope,
  kind: MovementKind,
  records: readonly [ServiceRecord, ...ServiceRecord[]],
): Write {
  const record = records.at(-1) as ServiceRecord;
  const { accountId, volunteerId, servedOn: on, item, recipient: other } = record;
  const { points, minutes } = postedTo(accountId, records);
  const reason = record.reason ?? item;
  const movement = { sourceId: record.id, kind, on, at: now, points, held: 0, minutes, other, reason };
  return moveAccount(tenantId, accountId, movement, {
    owner: { ownerId: volunteerId, ownerKind: 'member' },
  });
}
