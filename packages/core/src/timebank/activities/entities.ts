import { Entity } from 'electrodb';
import { recordAttributes, tenantIndex, tenantKey } from '../../table/index.ts';
import { CHECK_IN_WAYS } from './attendance.ts';
import { SIGN_UP_STATES } from './sign-up.ts';

export const Activities = new Entity({
  model: { service: 'timebank', entity: 'activity', version: '1' },
  attributes: {
    ...recordAttributes,
    title: { type: 'string', required: true },
    category: { type: 'string', required: true },
    place: { type: 'string', required: true },
    courtyardId: { type: 'string' },
    contact: { type: 'string' },
    about: { type: 'string' },
    startsOn: { type: 'string', required: true },
    revision: { type: 'number' },
    askedHash: { type: 'string', required: true },
  },
  indexes: {
    byId: tenantKey('activity', ['id']),
    byDay: tenantIndex('gsi1', 'activity', ['startsOn', 'id']),
  },
});

export const Shifts = new Entity({
  model: { service: 'timebank', entity: 'shift', version: '1' },
  attributes: {
    ...recordAttributes,
    activityId: { type: 'string', required: true },
    startsAt: { type: 'string', required: true },
    endsAt: { type: 'string', required: true },
    courtyardId: { type: 'string' },
  },
  indexes: {
    byId: tenantKey('shift', ['id']),
    byStart: tenantIndex('gsi1', 'shift', ['startsAt', 'id']),
    ofActivity: tenantIndex('gsi2', 'shift', ['startsAt', 'id'], ['activityId']),
  },
});

/** The seats of a shift, under its id: all that a sign-up is decided by, in no index. */
export const ShiftSeats = new Entity({
  model: { service: 'timebank', entity: 'seats', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    capacity: { type: 'number', required: true },
    free: { type: 'number', required: true },
    waiting: { type: 'list', items: { type: 'string' }, required: true },
    waitingCount: { type: 'number', required: true },
    signUpCount: { type: 'number', required: true },
    calledOff: { type: 'string' },
  },
  indexes: { byId: tenantKey('seats', ['id']) },
});

/** The sign-ups of a shift lie side by side, so that a roster is one query and a sign-up needs one index entry. */
export const SignUps = new Entity({
  model: { service: 'timebank', entity: 'signUp', version: '1' },
  attributes: {
    ...recordAttributes,
    shiftId: { type: 'string', required: true },
    activityId: { type: 'string', required: true },
    startsAt: { type: 'string', required: true },
    volunteerId: { type: 'string', required: true },
    volunteerNo: { type: 'string', required: true },
    volunteerName: { type: 'string', required: true },
    state: { type: SIGN_UP_STATES, required: true },
    offeredTo: { type: 'string' },
    // Under which key it was last asked for, and what the answer was: the same request is answered so again.
    askedHash: { type: 'string', required: true },
    answered: { type: ['seated', 'waiting'] as const, required: true },
  },
  indexes: {
    byShift: tenantKey('signUp', ['shiftId', 'id']),
    ofVolunteer: tenantIndex('gsi1', 'signUp', ['startsAt', 'id'], ['volunteerId']),
  },
});

export const Attendances = new Entity({
  model: { service: 'timebank', entity: 'attendance', version: '1' },
  attributes: {
    ...recordAttributes,
    shiftId: { type: 'string', required: true },
    activityId: { type: 'string', required: true },
    volunteerId: { type: 'string', required: true },
    item: { type: 'string', required: true },
    category: { type: 'string', required: true },
    servedOn: { type: 'string', required: true },
    state: { type: ['present', 'left'] as const, required: true },
    inAt: { type: 'string', required: true },
    inWay: { type: CHECK_IN_WAYS, required: true },
    outAt: { type: 'string' },
    outWay: { type: CHECK_IN_WAYS },
    minutes: { type: 'number', required: true },
    corrected: { type: 'any' },
    recordId: { type: 'string' },
    proposalId: { type: 'string' },
  },
  indexes: {
    byShift: tenantKey('attendance', ['shiftId', 'id']),
    byDay: tenantIndex('gsi1', 'attendance', ['servedOn', 'id']),
  },
});

/** What the community signs its tickets with. Made when the first is asked for; there is one. */
export const TicketKeys = new Entity({
  model: { service: 'timebank', entity: 'ticketKey', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    secret: { type: 'string', required: true, readOnly: true },
  },
  indexes: { byId: tenantKey('ticketKey', ['id']) },
});
