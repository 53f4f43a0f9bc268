import { Entity } from 'electrodb';
import { WHENCE_CHANNELS } from '../kernel/index.ts';
import { districtIndex, districtKey, tenantIndex, tenantKey } from '../table/index.ts';

/**
 * Ids sort by time, so a day, and the newest, are found by key alone. `about` is whom or what it concerns (a person for
 * all that is theirs): the one index. Never changed once written; `said` alone can be taken away, when a person is erased.
 */
const attributes = {
  id: { type: 'string', required: true, readOnly: true },
  at: { type: 'string', required: true, readOnly: true },
  actorKind: { type: ['visitor', 'user', 'operator', 'system'] as const, required: true, readOnly: true },
  actorId: { type: 'string', required: true, readOnly: true },
  // The person for whom the actor did it, at their request.
  onBehalfOf: { type: 'string', readOnly: true },
  channel: { type: WHENCE_CHANNELS, required: true, readOnly: true },
  address: { type: 'string', readOnly: true },
  requestId: { type: 'string', required: true, readOnly: true },
  action: { type: 'string', required: true, readOnly: true },
  noun: { type: 'string', required: true, readOnly: true },
  recordId: { type: 'string', required: true, readOnly: true },
  about: { type: 'string', required: true, readOnly: true },
  // The words: the actor's name, the reason, old and new values, under a salt. The hash stays when they are erased.
  said: { type: 'any' },
  saidHash: { type: 'string', required: true, readOnly: true },
} as const;

/** What was done in a community, to its own records. */
export const AuditRecords = new Entity({
  model: { service: 'audit', entity: 'auditRecord', version: '1' },
  attributes: { tenantId: { type: 'string', required: true, readOnly: true }, ...attributes },
  indexes: {
    byId: tenantKey('auditRecord', ['id']),
    ofSubject: tenantIndex('gsi1', 'auditRecord', ['id'], ['about']),
  },
});

/** What was done in the control plane: a community's people, and with `tenantId: '*'` the district office's own affairs. */
export const DistrictAuditRecords = new Entity({
  model: { service: 'audit', entity: 'districtAuditRecord', version: '1' },
  attributes: {
    districtId: { type: 'string', required: true, readOnly: true },
    tenantId: { type: 'string', required: true, readOnly: true },
    ...attributes,
  },
  indexes: {
    byId: districtKey('auditRecord', ['id'], ['tenantId']),
    ofSubject: districtIndex('gsi1', 'auditRecord', ['id'], ['tenantId', 'about']),
  },
});
