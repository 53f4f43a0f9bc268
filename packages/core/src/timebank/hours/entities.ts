import { Entity } from 'electrodb';
import { recordAttributes, tenantIndex, tenantKey } from '../../table/index.ts';
import { PROPOSAL_STATES } from './service-proposal.ts';

/** What waits for somebody else to confirm it, and what became of what did. */
export const ServiceProposals = new Entity({
  model: { service: 'timebank', entity: 'serviceProposal', version: '1' },
  attributes: {
    ...recordAttributes,
    state: { type: PROPOSAL_STATES, required: true },
    // `open` while its state is: those that wait are one query, however many were decided.
    standing: { type: ['open', 'decided'] as const, required: true },
    servedOn: { type: 'string', required: true },
    startsAt: { type: 'string' },
    item: { type: 'string', required: true },
    category: { type: 'string', required: true },
    volunteerId: { type: 'string', required: true },
    volunteerNo: { type: 'string', required: true },
    volunteerName: { type: 'string', required: true },
    courtyardId: { type: 'string' },
    durationMinutes: { type: 'number', required: true },
    peopleServed: { type: 'number', required: true },
    recipient: { type: 'string' },
    note: { type: 'string' },
    findings: { type: 'any', required: true },
    proposed: { type: 'any', required: true },
    witness: { type: 'any' },
    decided: { type: 'any' },
    dispute: { type: 'any' },
    recordId: { type: 'string' },
    // What was asked for under its key, so that the same again is told from something else.
    askedHash: { type: 'string', required: true },
  },
  indexes: {
    byId: tenantKey('serviceProposal', ['id']),
    byStanding: tenantIndex('gsi1', 'serviceProposal', ['standing', 'servedOn', 'id']),
    ofVolunteer: tenantIndex('gsi2', 'serviceProposal', ['servedOn', 'id'], ['volunteerId']),
  },
});

/** How many services an account has proposed in one hour of the clock: counted in the commit of each, gone after a day. */
export const EntryPaces = new Entity({
  model: { service: 'timebank', entity: 'entryPace', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    entered: { type: 'number', required: true },
    expiresAt: { type: 'number' },
  },
  indexes: { byId: tenantKey('entryPace', ['id']) },
});

/** The checks as a community has set them; without it the defaults hold. */
export const HoursCheckSettings = new Entity({
  model: { service: 'timebank', entity: 'hoursChecks', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    dailyMinutes: { type: 'number', required: true },
    pairTimes: { type: 'number', required: true },
    pairDays: { type: 'number', required: true },
    hourlyEntries: { type: 'number', required: true },
    nightlyEntries: { type: 'number', required: true },
  },
  indexes: { byId: tenantKey('hoursChecks', ['id']) },
});
