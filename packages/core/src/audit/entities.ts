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

/** One link of a chain: made once, never changed. The text of its entries is at most some 300 KB. */
const sealAttributes = {
  // Its number as text of one length, so that the order of keys is the order of the chain.
  place: { type: 'string', required: true, readOnly: true },
  seq: { type: 'number', required: true, readOnly: true },
  previous: { type: 'string', required: true, readOnly: true },
  sealedAt: { type: 'string', required: true, readOnly: true },
  shard: { type: 'string', required: true, readOnly: true },
  mark: { type: 'string', required: true, readOnly: true },
  entries: { type: 'string', required: true, readOnly: true },
  hash: { type: 'string', required: true, readOnly: true },
} as const;

/** Where a chain ends: one small item an owner, written once a batch and not once a change. */
const headAttributes = {
  name: { type: 'string', required: true, readOnly: true },
  seq: { type: 'number', required: true },
  hash: { type: 'string', required: true },
  marks: { type: 'any', required: true },
} as const;

const ofTenant = { tenantId: { type: 'string', required: true, readOnly: true } } as const;
const ofDistrict = { districtId: { type: 'string', required: true, readOnly: true } } as const;

export const AuditSeals = new Entity({
  model: { service: 'audit', entity: 'auditSeal', version: '1' },
  attributes: { ...ofTenant, ...sealAttributes },
  indexes: { byPlace: tenantKey('auditSeal', ['place']) },
});

export const DistrictAuditSeals = new Entity({
  model: { service: 'audit', entity: 'districtAuditSeal', version: '1' },
  attributes: { ...ofDistrict, ...sealAttributes },
  indexes: { byPlace: districtKey('auditSeal', ['place']) },
});

export const AuditHeads = new Entity({
  model: { service: 'audit', entity: 'auditHead', version: '1' },
  attributes: { ...ofTenant, ...headAttributes },
  indexes: { byName: tenantKey('auditHead', ['name']) },
});

export const DistrictAuditHeads = new Entity({
  model: { service: 'audit', entity: 'districtAuditHead', version: '1' },
  attributes: { ...ofDistrict, ...headAttributes },
  indexes: { byName: districtKey('auditHead', ['name']) },
});

/**
 * The last seal of each day, by owner (`*` is the control plane), where no community's credentials reach: cutting a
 * chain's end off, or sealing all of it anew, has to be done here too, and in the log, where the same is written.
 */
export const AuditAnchors = new Entity({
  model: { service: 'audit', entity: 'auditAnchor', version: '1' },
  attributes: {
    ...ofDistrict,
    tenantId: { type: 'string', required: true, readOnly: true },
    day: { type: 'string', required: true, readOnly: true },
    seq: { type: 'number', required: true },
    hash: { type: 'string', required: true },
  },
  indexes: { byDay: districtKey('auditAnchor', ['day'], ['tenantId']) },
});
