import { Entity } from 'electrodb';
import { recordAttributes, tenantIndex, tenantKey } from '../../table/index.ts';
import { CERTIFICATE_STATES } from './certificate.ts';
import { NOTICE_KINDS } from './notice.ts';
import { OBJECTION_STATES } from './objection.ts';
import { STAR_STATES } from './star.ts';

/**
 * Whose star is due, by the id of the volunteer: derived from the accounts, by the stream and by a search. `due` is 0 for
 * who had one due and has no more; `version` tells an older word of the same account from a newer.
 */
export const StarCandidates = new Entity({
  model: { service: 'timebank', entity: 'starCandidate', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    due: { type: 'number', required: true },
    version: { type: 'string', required: true },
  },
  indexes: {
    byId: tenantKey('starCandidate', ['id']),
    byDue: tenantIndex('gsi1', 'starCandidate', ['due', 'id']),
  },
});

/** That every account of the community was searched for stars due, by the hours that were asked for then. */
export const StarSearches = new Entity({
  model: { service: 'timebank', entity: 'starSearch', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    at: { type: 'string', required: true },
  },
  indexes: { byId: tenantKey('starSearch', ['id']) },
});

export const StarRounds = new Entity({
  model: { service: 'timebank', entity: 'starRound', version: '1' },
  attributes: {
    ...recordAttributes,
    opensOn: { type: 'string', required: true },
    endsOn: { type: 'string', required: true },
    starCount: { type: 'number', required: true },
    // What was asked for under this id, so that the same again is told from something else.
    askedHash: { type: 'string', required: true },
  },
  indexes: {
    byId: tenantKey('starRound', ['id']),
    byDate: tenantIndex('gsi1', 'starRound', ['opensOn', 'id']),
  },
});

export const Stars = new Entity({
  model: { service: 'timebank', entity: 'star', version: '1' },
  attributes: {
    ...recordAttributes,
    roundId: { type: 'string', required: true },
    volunteerId: { type: 'string', required: true },
    volunteerNo: { type: 'string', required: true },
    name: { type: 'string', required: true },
    courtyardId: { type: 'string' },
    level: { type: 'number', required: true },
    minutes: { type: 'number', required: true },
    state: { type: STAR_STATES, required: true },
    publicUntil: { type: 'string', required: true },
    openObjections: { type: 'number', required: true },
    grantedOn: { type: 'string' },
    grantedBy: { type: 'string' },
  },
  indexes: {
    byId: tenantKey('star', ['id']),
    ofRound: tenantIndex('gsi1', 'star', ['level', 'id'], ['roundId']),
  },
});

export const Objections = new Entity({
  model: { service: 'timebank', entity: 'objection', version: '1' },
  attributes: {
    ...recordAttributes,
    about: { type: 'string', required: true },
    publicityId: { type: 'string', required: true },
    reason: { type: 'string', required: true },
    lodgedOn: { type: 'string', required: true },
    lodgedBy: { type: 'string', required: true },
    onBehalfOf: { type: 'string' },
    state: { type: OBJECTION_STATES, required: true },
    note: { type: 'string' },
    settledOn: { type: 'string' },
    settledBy: { type: 'string' },
    askedHash: { type: 'string', required: true },
  },
  indexes: {
    byId: tenantKey('objection', ['id']),
    ofPublicity: tenantIndex('gsi1', 'objection', ['lodgedOn', 'id'], ['publicityId']),
  },
});

/** What stands in publicity, by its last day: all that a visitor sees of it. */
export const Notices = new Entity({
  model: { service: 'timebank', entity: 'notice', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    publicUntil: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    kind: { type: NOTICE_KINDS, required: true },
    volunteerId: { type: 'string', required: true },
    name: { type: 'string', required: true },
    level: { type: 'number' },
    minutes: { type: 'number', required: true },
    from: { type: 'string' },
    to: { type: 'string' },
    opensOn: { type: 'string', required: true },
  },
  indexes: { byEnd: tenantKey('notice', ['publicUntil', 'id']) },
});

/** The wall of honour, by the id of the volunteer, and by level. */
export const Honours = new Entity({
  model: { service: 'timebank', entity: 'honour', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    name: { type: 'string', required: true },
    level: { type: 'number', required: true },
  },
  indexes: {
    byId: tenantKey('honour', ['id']),
    byLevel: tenantIndex('gsi1', 'honour', ['level', 'id']),
  },
});

export const Certificates = new Entity({
  model: { service: 'timebank', entity: 'certificate', version: '1' },
  attributes: {
    ...recordAttributes,
    volunteerId: { type: 'string', required: true },
    volunteerNo: { type: 'string', required: true },
    name: { type: 'string', required: true },
    courtyardId: { type: 'string' },
    from: { type: 'string', required: true },
    to: { type: 'string', required: true },
    minutes: { type: 'number', required: true },
    times: { type: 'number', required: true },
    services: { type: 'any', required: true },
    drawnUpOn: { type: 'string', required: true },
    state: { type: CERTIFICATE_STATES, required: true },
    publicUntil: { type: 'string', required: true },
    openObjections: { type: 'number', required: true },
    code: { type: 'string', required: true },
    number: { type: 'string' },
    issuedOn: { type: 'string' },
    issuer: { type: 'string' },
    handler: { type: 'string' },
    contact: { type: 'string' },
    revokedOn: { type: 'string' },
    revokedBy: { type: 'string' },
    revokedBecause: { type: 'string' },
    askedHash: { type: 'string', required: true },
  },
  indexes: {
    byId: tenantKey('certificate', ['id']),
    byDate: tenantIndex('gsi1', 'certificate', ['drawnUpOn', 'id']),
    ofVolunteer: tenantIndex('gsi2', 'certificate', ['drawnUpOn', 'id'], ['volunteerId']),
  },
});

/** How many certificates were issued in a year, by which the next is numbered: it only ever grows. */
export const CertificateYears = new Entity({
  model: { service: 'timebank', entity: 'certificateYear', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    issued: { type: 'number', required: true },
  },
  indexes: { byId: tenantKey('certificateYear', ['id']) },
});

/** What anybody may see of a certificate, by its code. */
export const CertificateFaces = new Entity({
  model: { service: 'timebank', entity: 'certificateFace', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    volunteerId: { type: 'string', required: true },
    number: { type: 'string', required: true },
    name: { type: 'string', required: true },
    from: { type: 'string', required: true },
    to: { type: 'string', required: true },
    minutes: { type: 'number', required: true },
    times: { type: 'number', required: true },
    issuedOn: { type: 'string', required: true },
    issuer: { type: 'string', required: true },
    revokedOn: { type: 'string' },
  },
  indexes: { byId: tenantKey('certificateFace', ['id']) },
});

/** The image of the community's seal as it stands on its certificates: one, or none. */
export const StampImages = new Entity({
  model: { service: 'timebank', entity: 'stampImage', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    png: { type: 'string', required: true },
    at: { type: 'string', required: true },
  },
  indexes: { byId: tenantKey('stampImage', ['id']) },
});
