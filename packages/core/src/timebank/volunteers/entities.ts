import { Entity } from 'electrodb';
import { recordAttributes, tenantIndex, tenantKey } from '../../table/index.ts';
import { APPLICATION_STATES, APPLICATION_WAYS } from './application.ts';
import { GUARDIAN_RELATIONS, GUARDIAN_WAYS } from './guardian.ts';
import { VOLUNTEER_STATES } from './standing.ts';

export const VolunteerSteps = new Entity({
  model: { service: 'timebank', entity: 'volunteerStep', version: '1' },
  attributes: {
    ...recordAttributes,
    volunteerId: { type: 'string', required: true },
    line: { type: 'number', required: true },
    from: { type: VOLUNTEER_STATES },
    to: { type: VOLUNTEER_STATES, required: true },
    on: { type: 'string', required: true },
    reason: { type: 'string' },
    // What was asked for under this id, so that the same again is told from something else.
    askedHash: { type: 'string', required: true },
  },
  indexes: { byId: tenantKey('volunteerStep', ['id']) },
});

export const TrainingRecords = new Entity({
  model: { service: 'timebank', entity: 'trainingRecord', version: '1' },
  attributes: {
    ...recordAttributes,
    volunteerId: { type: 'string', required: true },
    line: { type: 'number', required: true },
    on: { type: 'string', required: true },
    topic: { type: 'string', required: true },
    minutes: { type: 'number', required: true },
    trainer: { type: 'string' },
    trainingBefore: { type: ['trained', 'pending', 'unknown'] as const },
    takenBack: { type: 'any' },
    askedHash: { type: 'string', required: true },
  },
  indexes: { byId: tenantKey('trainingRecord', ['id']) },
});

/** By the person's id: one a person. */
export const GuardianConsents = new Entity({
  model: { service: 'timebank', entity: 'guardianConsent', version: '1' },
  attributes: {
    ...recordAttributes,
    // The word that stands is the last: who wrote it down, and when.
    createdAt: { type: 'string', required: true },
    createdBy: { type: 'string', required: true },
    guardianName: { type: 'string', required: true },
    relation: { type: GUARDIAN_RELATIONS, required: true },
    way: { type: GUARDIAN_WAYS, required: true },
    givenOn: { type: 'string', required: true },
    reliedOn: { type: 'string' },
  },
  indexes: { byId: tenantKey('guardianConsent', ['id']) },
});

export const VolunteerApplications = new Entity({
  model: { service: 'timebank', entity: 'volunteerApplication', version: '1' },
  attributes: {
    ...recordAttributes,
    personId: { type: 'string', required: true },
    name: { type: 'string', required: true },
    courtyardId: { type: 'string' },
    state: { type: APPLICATION_STATES, required: true },
    way: { type: APPLICATION_WAYS, required: true },
    appliedOn: { type: 'string', required: true },
    skills: { type: 'any', required: true },
    availability: { type: 'any', required: true },
    motive: { type: 'string' },
    noticeId: { type: 'string' },
    decidedOn: { type: 'string' },
    decidedBy: { type: 'string' },
    reason: { type: 'string' },
    volunteerId: { type: 'string' },
    volunteerNo: { type: 'string' },
    askedHash: { type: 'string', required: true },
  },
  indexes: {
    byId: tenantKey('volunteerApplication', ['id']),
    ofState: tenantIndex('gsi1', 'volunteerApplication', ['appliedOn', 'id'], ['state']),
    ofPerson: tenantIndex('gsi2', 'volunteerApplication', ['appliedOn', 'id'], ['personId']),
  },
});

/**
 * By the person's id, that they have an open application or became a volunteer by one: a person has one of either. Goes
 * when the application comes to nothing.
 */
export const ApplicationMarks = new Entity({
  model: { service: 'timebank', entity: 'applicationMark', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    applicationId: { type: 'string', required: true, readOnly: true },
  },
  indexes: { byId: tenantKey('applicationMark', ['id']) },
});

export const RecruitmentNotices = new Entity({
  model: { service: 'timebank', entity: 'recruitmentNotice', version: '1' },
  attributes: {
    ...recordAttributes,
    title: { type: 'string', required: true },
    text: { type: 'string', required: true },
    skills: { type: 'any', required: true },
    wanted: { type: 'number', required: true },
    publishedOn: { type: 'string', required: true },
    until: { type: 'string', required: true },
    state: { type: ['open', 'closed'] as const, required: true },
    applied: { type: 'number', required: true },
    accepted: { type: 'number', required: true },
    askedHash: { type: 'string', required: true },
  },
  indexes: {
    byId: tenantKey('recruitmentNotice', ['id']),
    byDay: tenantIndex('gsi1', 'recruitmentNotice', ['publishedOn', 'id']),
    ofState: tenantIndex('gsi2', 'recruitmentNotice', ['until', 'id'], ['state']),
  },
});
