import { Entity } from 'electrodb';
import { recordAttributes, tenantIndex, tenantKey } from '../../table/index.ts';
import { LIST_KINDS, LIST_STATES } from './points-list.ts';

export const PointsLists = new Entity({
  model: { service: 'timebank', entity: 'pointsList', version: '1' },
  attributes: {
    ...recordAttributes,
    source: { type: 'string', required: true },
    sourceName: { type: 'string' },
    kind: { type: LIST_KINDS, required: true },
    on: { type: 'string', required: true },
    reason: { type: 'string', required: true },
    lines: { type: 'number', required: true },
    total: { type: 'number', required: true },
    parts: { type: 'number', required: true },
    group: { type: 'string' },
    state: { type: LIST_STATES, required: true },
    partsPosted: { type: 'number', required: true },
    holdId: { type: 'string' },
    holdUntil: { type: 'string' },
    // The year towards whose limit it was counted, where it was given out of the community's hand.
    countedIn: { type: 'string' },
    // The person who asked for it: somebody else has to sign.
    asker: { type: 'string' },
    asked: { type: 'any' },
    signed: { type: 'any' },
    declined: { type: 'any' },
    // What was asked for under this id, so that the same again is told from something else.
    askedHash: { type: 'string', required: true },
  },
  indexes: {
    byId: tenantKey('pointsList', ['id']),
    byDate: tenantIndex('gsi1', 'pointsList', ['on', 'id']),
    ofSource: tenantIndex('gsi2', 'pointsList', ['on', 'id'], ['source']),
  },
});

/** The lines of a list, as many as one entry posts: immutable, apart from the list, which changes with every part. */
export const PointsListParts = new Entity({
  model: { service: 'timebank', entity: 'pointsListPart', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    lines: { type: 'any', required: true },
    // The erasure in whose course a name in it went.
    touchedBy: { type: 'string' },
  },
  indexes: { byId: tenantKey('pointsListPart', ['id']) },
});

/** The lists that are being posted: made and gone in the commits that begin and end it. */
export const OpenLists = new Entity({
  model: { service: 'timebank', entity: 'openList', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
  },
  indexes: { byId: tenantKey('openList', ['id']) },
});
