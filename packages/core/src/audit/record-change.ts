import { randomBytes } from 'node:crypto';
import { type DistrictScope, LinliError, newId, type Scope } from '../kernel/index.ts';
import { type Write, write } from '../table/index.ts';
import { changesBetween, type FieldChange, type Fields } from './changes.ts';
import { AuditRecords, DistrictAuditRecords } from './entities.ts';
import { hashOfSaid } from './sealed.ts';
import type { AuditAction, AuditNoun } from './words.ts';

/** What was done, as the operation that does it knows it. */
export type Change = {
  action: AuditAction;
  noun: AuditNoun;
  /** Of the record that was made, changed or looked at. */
  id: string;
  /** The record's fields before and after; only those that differ are kept, and personal ones masked. */
  before?: Fields | undefined;
  after?: Fields | undefined;
  reason?: string | undefined;
  /** The person who asked for it at the desk (代办). */
  onBehalfOf?: string | undefined;
  /** Whom it concerns, where that is not the record itself: the person whose card, household or account it is. */
  about?: string | undefined;
  /** The id of the audit record, where records that it accounts for say it in `touchedBy`. */
  recordedAs?: string | undefined;
};

/** The part of an audit record that names people and says words: what can be erased. */
export type Said = { salt: string; actorName: string; reason?: string; changes: FieldChange[] };

/**
 * The write that says who did what, for whom, when, from where and in which request. It belongs into the very commit
 * that makes the change, so that there is never one without the other; a look at what is masked and an export are
 * recorded the same way, without `before` and `after`. Two write units and two for its index entry in a transaction.
 *
 * It goes where the scope's table lies: to the community, or to the control plane, there under the community that the
 * scope names (`tenantId`), or under the district office's own affairs.
 */
export function recordChange(scope: Scope | (DistrictScope & { tenantId?: string }), change: Change): Write {
  const { action, noun, id: recordId, onBehalfOf, about = onBehalfOf ?? recordId } = change;
  const { actor, now, requestId, from } = scope;
  const said: Said = {
    // Without it the hash would let anybody try out who was meant, after the words are gone.
    salt: randomBytes(16).toString('base64url'),
    actorName: actor.name,
    ...(change.reason === undefined ? {} : { reason: change.reason }),
    changes: changesBetween(change.before, change.after),
  };
  const record = {
    id: change.recordedAs ?? newId('audit', now),
    at: now,
    actorKind: actor.kind,
    actorId: actor.id,
    onBehalfOf,
    channel: from.channel,
    address: from.address,
    requestId,
    action,
    noun,
    recordId,
    about,
    said,
    saidHash: hashOfSaid(said),
  };
  return write(creation(scope, record), new LinliError('unavailable', 'tooBusy'));
}

type Recorded = Omit<Parameters<typeof AuditRecords.create>[0], 'tenantId'>;

// Provisioning acts in a community with a scope made from the district's: only the table tells where a write can go.
function creation(scope: Scope | (DistrictScope & { tenantId?: string }), record: Recorded) {
  const { tenantId = '*', table } = scope;
  if (!table.prefix.startsWith('D#')) return AuditRecords.create({ ...record, tenantId });
  const { districtId } = scope as DistrictScope;
  return DistrictAuditRecords.create({ ...record, districtId, tenantId });
}
