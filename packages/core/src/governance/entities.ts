import { Entity } from 'electrodb';
import { recordAttributes, tenantIndex, tenantKey } from '../table/index.ts';
import { MEETING_FORMS } from './meeting.ts';
import { OPINION_STATUSES } from './opinion.ts';

export const Meetings = new Entity({
  model: { service: 'governance', entity: 'meeting', version: '1' },
  attributes: {
    ...recordAttributes,
    meetingNo: { type: 'string', required: true },
    heldOn: { type: 'string', required: true },
    form: { type: MEETING_FORMS },
    courtyardId: { type: 'string', required: true },
    chair: { type: 'string' },
    attendees: { type: 'number' },
    agenda: { type: 'string' },
  },
  indexes: {
    byId: tenantKey('meeting', ['id']),
    byDate: tenantIndex('gsi1', 'meeting', ['heldOn', 'id']),
    ofCourtyard: tenantIndex('gsi2', 'meeting', ['heldOn', 'id'], ['courtyardId']),
  },
});

export const Opinions = new Entity({
  model: { service: 'governance', entity: 'opinion', version: '1' },
  attributes: {
    ...recordAttributes,
    serial: { type: 'string' },
    meetingId: { type: 'string' },
    courtyardId: { type: 'string' },
    speaker: { type: 'string' },
    anonymous: { type: 'boolean', required: true },
    text: { type: 'string', required: true },
    category: { type: 'string' },
    status: { type: OPINION_STATUSES, required: true },
    owner: { type: 'string' },
    raisedOn: { type: 'string', required: true },
    closedOn: { type: 'string' },
  },
  indexes: {
    byId: tenantKey('opinion', ['id']),
    byDate: tenantIndex('gsi1', 'opinion', ['raisedOn', 'id']),
    ofStatus: tenantIndex('gsi2', 'opinion', ['raisedOn', 'id'], ['status']),
  },
});

export const Elections = new Entity({
  model: { service: 'governance', entity: 'election', version: '1' },
  attributes: {
    ...recordAttributes,
    courtyardId: { type: 'string', required: true },
    term: { type: 'number', required: true, padding: { length: 4, char: '0' } },
    eligibleHouseholds: { type: 'number' },
    presentHouseholds: { type: 'number' },
    ballotsIssued: { type: 'number' },
    ballotsReturned: { type: 'number' },
    ballotsValid: { type: 'number' },
    declaredOn: { type: 'string' },
    candidates: {
      type: 'list',
      required: true,
      items: {
        type: 'map',
        properties: {
          name: { type: 'string', required: true },
          politics: { type: ['partyMember', 'youthLeague', 'masses', 'other'] as const },
          votes: { type: 'number', required: true },
          elected: { type: 'boolean', required: true },
          post: { type: 'string' },
        },
      },
    },
  },
  indexes: {
    byId: tenantKey('election', ['id']),
    inOrder: tenantIndex('gsi1', 'election', ['courtyardId', 'term', 'id']),
  },
});

export const Offices = new Entity({
  model: { service: 'governance', entity: 'office', version: '1' },
  attributes: {
    ...recordAttributes,
    courtyardId: { type: 'string', required: true },
    personName: { type: 'string', required: true },
    post: { type: 'string', required: true },
    partyMember: { type: 'boolean', required: true },
    term: { type: 'number', required: true, padding: { length: 4, char: '0' } },
    since: { type: 'string' },
    endedByTerm: { type: 'number' },
    endedOn: { type: 'string' },
  },
  indexes: {
    byId: tenantKey('office', ['id']),
    inOrder: tenantIndex('gsi1', 'office', ['courtyardId', 'term', 'id']),
  },
});
