import { Entity } from 'electrodb';
import { recordAttributes, tenantIndex, tenantKey } from '../../table/index.ts';
import { DAY_PARTS } from '../volunteers/availability.ts';
import { NEED_CATEGORIES, NEED_STATES, URGENCIES } from './service-need.ts';

export const ServiceNeeds = new Entity({
  model: { service: 'timebank', entity: 'serviceNeed', version: '1' },
  attributes: {
    ...recordAttributes,
    personId: { type: 'string', required: true },
    personName: { type: 'string', required: true },
    category: { type: NEED_CATEGORIES, required: true },
    what: { type: 'string', required: true },
    place: { type: 'string', required: true },
    courtyardId: { type: 'string' },
    wishedOn: { type: 'string' },
    wishedPart: { type: DAY_PARTS },
    urgency: { type: URGENCIES, required: true },
    state: { type: NEED_STATES, required: true },
    askedAt: { type: 'string', required: true },
    answerBy: { type: 'string', required: true },
    volunteerId: { type: 'string' },
    volunteerName: { type: 'string' },
    proposalId: { type: 'string' },
    steps: { type: 'list', items: { type: 'any' }, required: true },
    // Every change counts one more, so that none is decided by what is old.
    stepCount: { type: 'number', required: true },
    // What was asked for under its key, so that the same again is told from something else.
    askedHash: { type: 'string', required: true },
  },
  indexes: {
    byId: tenantKey('serviceNeed', ['id']),
    // Of the open ones those first whose answer is due, or overdue.
    ofState: tenantIndex('gsi1', 'serviceNeed', ['answerBy', 'id'], ['state']),
    ofPerson: tenantIndex('gsi2', 'serviceNeed', ['askedAt', 'id'], ['personId']),
  },
});

/** What waits for a volunteer, for anybody to see, the first to be answered first. There while the need is open. */
export const NeedsNow = new Entity({
  model: { service: 'timebank', entity: 'neededNow', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    category: { type: NEED_CATEGORIES, required: true },
    courtyardId: { type: 'string' },
    wishedOn: { type: 'string' },
    wishedPart: { type: DAY_PARTS },
    urgency: { type: URGENCIES, required: true },
    answerBy: { type: 'string', required: true, readOnly: true },
  },
  indexes: { byDue: tenantKey('neededNow', ['answerBy', 'id']) },
});

/** What a volunteer has taken on and not yet done: need `n` of volunteer `v` has the id `v.n`. */
export const TakenNeeds = new Entity({
  model: { service: 'timebank', entity: 'takenNeed', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    needId: { type: 'string', required: true, readOnly: true },
  },
  indexes: { byId: tenantKey('takenNeed', ['id']) },
});

/** What a community promises as it has set it; without it the defaults hold. */
export const NeedPromiseSettings = new Entity({
  model: { service: 'timebank', entity: 'needPromises', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    ordinary: { type: 'number', required: true },
    soon: { type: 'number', required: true },
    urgent: { type: 'number', required: true },
  },
  indexes: { byId: tenantKey('needPromises', ['id']) },
});
