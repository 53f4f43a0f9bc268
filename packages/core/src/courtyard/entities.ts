import { Entity } from 'electrodb';
import { recordAttributes, tenantIndex, tenantKey } from '../table/index.ts';
import { PARTY_RELATIONS, POLITICS } from './person.ts';

export const Courtyards = new Entity({
  model: { service: 'courtyard', entity: 'courtyard', version: '1' },
  attributes: {
    ...recordAttributes,
    name: { type: 'string', required: true },
    // Padded in the index key so that 9 sorts before 15.
    position: { type: 'number', required: true, padding: { length: 6, char: '0' } },
    address: { type: 'string' },
    builtText: { type: 'string' },
    builtFrom: { type: 'string' },
    reportedHouseholds: { type: 'number' },
    reportedResidents: { type: 'number' },
    reportedPartyMembers: { type: 'number' },
    reportedRetiredPartyMembers: { type: 'number' },
    reportedOn: { type: 'string' },
    hasBranch: { type: 'boolean', required: true },
    hasStation: { type: 'boolean', required: true },
    management: { type: 'string' },
    grid: { type: 'string' },
    feature: { type: 'string' },
    note: { type: 'string' },
  },
  indexes: {
    byId: tenantKey('courtyard', ['id']),
    inOrder: tenantIndex('gsi1', 'courtyard', ['position', 'id']),
  },
});

export const Households = new Entity({
  model: { service: 'courtyard', entity: 'household', version: '1' },
  attributes: {
    ...recordAttributes,
    courtyardId: { type: 'string', required: true },
    householdNo: { type: 'string', required: true, padding: { length: 6, char: '0' } },
    door: { type: 'string' },
    headName: { type: 'string' },
    surveyedOn: { type: 'string' },
  },
  indexes: {
    byId: tenantKey('household', ['id']),
    inOrder: tenantIndex('gsi1', 'household', ['courtyardId', 'householdNo', 'id']),
  },
});

export const Persons = new Entity({
  model: { service: 'courtyard', entity: 'person', version: '1' },
  attributes: {
    ...recordAttributes,
    name: { type: 'string', required: true },
    gender: { type: ['female', 'male'] as const },
    bornIn: { type: 'string' },
    phone: { type: 'string' },
    // Sealed (seal.ts): never the number itself.
    idNumber: { type: 'string' },
    politics: { type: POLITICS },
    courtyardId: { type: 'string' },
    householdId: { type: 'string' },
    relation: { type: 'string' },
    retired: { type: 'boolean', required: true },
    partyRelation: { type: PARTY_RELATIONS },
    skill: { type: 'string' },
    need: { type: 'string' },
    knownSince: { type: 'string' },
    // Set while the person is being erased: the salt of the ids under which what must stay will stand.
    erasingAs: { type: 'string' },
    erased: { type: 'boolean' },
    // Of one entered by hand: what was asked for under its key, so that the same again is told from something else.
    askedHash: { type: 'string' },
    // ElectroDB refuses an index entry with an absent part, so these repeat courtyardId and householdId with a word for
    // "none" (see listing.ts). Part of the key only; no view shows them.
    listedIn: { type: 'string', required: true },
    listedUnder: { type: 'string', required: true },
  },
  indexes: {
    byId: tenantKey('person', ['id']),
    byName: tenantIndex('gsi1', 'person', ['name', 'id']),
    ofCourtyard: tenantIndex('gsi2', 'person', ['listedUnder', 'id'], ['listedIn']),
  },
});

/** Whose a sealed ID number is: found by its keyed hash, and one number is one person's. */
export const IdMarks = new Entity({
  model: { service: 'courtyard', entity: 'idMark', version: '1' },
  attributes: {
    ...recordAttributes,
    personId: { type: 'string', required: true },
  },
  indexes: { byId: tenantKey('idMark', ['id']) },
});

/** The keys that seal a community's ID numbers, each wrapped by the master key. Ids rise: `k0001`, `k0002`. */
export const IdNumberKeys = new Entity({
  model: { service: 'courtyard', entity: 'idNumberKey', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    wrapped: { type: 'string', required: true, readOnly: true },
    createdAt: { type: 'string', required: true, readOnly: true },
    createdBy: { type: 'string', required: true, readOnly: true },
  },
  indexes: { byId: tenantKey('idNumberKey', ['id']) },
});

/**
 * That the person, or the volunteer, of an id was erased: an import does not bring them back. Says nothing but that; the
 * id is hashed once more, and what is left of the person stands under another.
 */
export const Erasures = new Entity({
  model: { service: 'courtyard', entity: 'erasure', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    erasedAt: { type: 'string', required: true, readOnly: true },
  },
  indexes: { byId: tenantKey('erasure', ['id']) },
});
