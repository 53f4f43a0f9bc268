import { Entity } from 'electrodb';
import { recordAttributes, tenantIndex, tenantKey } from '../table/index.ts';
import { OWNER_KINDS } from './account.ts';
import { MOVEMENT_KINDS } from './movement.ts';
import { ENTRY_KINDS } from './points/entry.ts';
import { NAMING_WAYS } from './recognition/naming.ts';
import { ROUNDINGS } from './rules/rule.ts';
import { VOLUNTEER_STATES } from './volunteers/standing.ts';

export const Volunteers = new Entity({
  model: { service: 'timebank', entity: 'volunteer', version: '1' },
  attributes: {
    ...recordAttributes,
    personId: { type: 'string', required: true },
    volunteerNo: { type: 'string', required: true },
    name: { type: 'string', required: true },
    courtyardId: { type: 'string' },
    partyMember: { type: 'boolean', required: true },
    skill: { type: 'string' },
    registeredOn: { type: 'string' },
    training: { type: ['trained', 'pending'] as const },
    state: { type: VOLUNTEER_STATES },
    stateSince: { type: 'string' },
    stepCount: { type: 'number' },
    trainingCount: { type: 'number' },
    trainedMinutes: { type: 'number' },
    skills: { type: 'any' },
    availability: { type: 'any' },
    partyBadge: { type: 'any' },
  },
  indexes: {
    byId: tenantKey('volunteer', ['id']),
    byNumber: tenantIndex('gsi1', 'volunteer', ['volunteerNo', 'id']),
    byName: tenantIndex('gsi2', 'volunteer', ['name', 'id']),
  },
});

export const ServiceRecords = new Entity({
  model: { service: 'timebank', entity: 'serviceRecord', version: '1' },
  attributes: {
    ...recordAttributes,
    servedOn: { type: 'string', required: true },
    startsAt: { type: 'string' },
    item: { type: 'string', required: true },
    category: { type: 'string', required: true },
    volunteerId: { type: 'string', required: true },
    volunteerNo: { type: 'string', required: true },
    volunteerName: { type: 'string', required: true },
    courtyardId: { type: 'string' },
    accountId: { type: 'string', required: true },
    durationMinutes: { type: 'number', required: true },
    points: { type: 'number', required: true },
    ruleId: { type: 'string', required: true },
    pointsWithheld: { type: 'number' },
    countedIn: { type: 'any' },
    recipient: { type: 'string' },
    peopleServed: { type: 'number', required: true },
    verifier: { type: 'string' },
    reverses: { type: 'string' },
    reason: { type: 'string' },
    reversedBy: { type: 'string' },
    // On the first record of an imported row that was corrected later: the record that now stands for the row.
    standingId: { type: 'string' },
    // Of one entered by hand: what was asked for under its key, so that the same again is told from something else.
    askedHash: { type: 'string' },
  },
  indexes: {
    byId: tenantKey('serviceRecord', ['id']),
    byDate: tenantIndex('gsi1', 'serviceRecord', ['servedOn', 'id']),
    ofVolunteer: tenantIndex('gsi2', 'serviceRecord', ['servedOn', 'id'], ['volunteerId']),
  },
});

export const Accounts = new Entity({
  model: { service: 'timebank', entity: 'account', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    ownerId: { type: 'string', required: true },
    ownerKind: { type: OWNER_KINDS, required: true },
    pointsBalance: { type: 'number', required: true },
    pointsHeld: { type: 'number', required: true },
    minutesServed: { type: 'number', required: true },
    lineCount: { type: 'number', required: true },
    star: { type: 'number' },
    naming: {
      type: 'map',
      properties: {
        agreed: { type: 'boolean', required: true },
        at: { type: 'string', required: true },
        by: { type: 'string', required: true },
        way: { type: NAMING_WAYS, required: true },
      },
    },
    erased: { type: 'boolean' },
    // What moved it last: the stream prints it as line `lineCount` of the passbook.
    last: { type: 'any' },
    // What will run out, as it was when notice was given.
    expiring: { type: 'any' },
    // The import whose sums were last added here: the same import can add them once only.
    lastImportId: { type: 'string' },
  },
  indexes: { byId: tenantKey('account', ['id']) },
});

export const PointsRules = new Entity({
  model: { service: 'timebank', entity: 'pointsRule', version: '1' },
  attributes: {
    ...recordAttributes,
    from: { type: 'string', required: true },
    pointsPerHour: { type: 'number', required: true },
    byCategory: { type: 'any' },
    multipliers: { type: 'any' },
    rounding: { type: ROUNDINGS },
    dailyCap: { type: 'number' },
    yearlyCap: { type: 'number' },
    spenders: { type: 'any' },
    cardsMay: { type: 'any' },
    transferMost: { type: 'number' },
    transferDailyMost: { type: 'number' },
    grantMost: { type: 'number' },
    expiresAfterMonths: { type: 'number' },
    withdrawnAt: { type: 'string' },
    // Of one that somebody set: what was asked for under which key, so that the same again is told from something else.
    askedHash: { type: 'string' },
  },
  indexes: { byId: tenantKey('pointsRule', ['id']) },
});

export const Cards = new Entity({
  model: { service: 'timebank', entity: 'card', version: '1' },
  attributes: {
    ...recordAttributes,
    cardNo: { type: 'string', required: true },
    cardType: { type: ['unit', 'enterprise', 'courtyard'] as const, required: true },
    holder: { type: 'string', required: true },
    courtyardId: { type: 'string' },
    accountId: { type: 'string', required: true },
    keeper: { type: 'string' },
    openedOn: { type: 'string' },
    note: { type: 'string' },
    signatures: { type: 'number' },
  },
  indexes: {
    byId: tenantKey('card', ['id']),
    byNumber: tenantIndex('gsi1', 'card', ['cardNo', 'id']),
  },
});

export const CatalogueItems = new Entity({
  model: { service: 'timebank', entity: 'catalogueItem', version: '1' },
  attributes: {
    ...recordAttributes,
    name: { type: 'string', required: true },
    type: { type: ['goods', 'service'] as const, required: true },
    // Padded in the index key so that 60 sorts before 120.
    points: { type: 'number', required: true, padding: { length: 9, char: '0' } },
    stock: { type: 'number' },
    note: { type: 'string' },
  },
  indexes: {
    byId: tenantKey('catalogueItem', ['id']),
    byPoints: tenantIndex('gsi1', 'catalogueItem', ['points', 'id']),
  },
});

/** The points book beside what service earns: what was transferred, given, put aside, redeemed, taken back. */
export const PointsEntries = new Entity({
  model: { service: 'timebank', entity: 'pointsEntry', version: '1' },
  attributes: {
    ...recordAttributes,
    kind: { type: ENTRY_KINDS, required: true },
    on: { type: 'string', required: true },
    postings: { type: 'any', required: true },
    reason: { type: 'string' },
    holdUntil: { type: 'string' },
    goods: { type: 'any' },
    orderedFor: { type: 'string' },
    countedIn: { type: 'any' },
    listId: { type: 'string' },
    closes: { type: 'string' },
    reverses: { type: 'string' },
    corrects: { type: 'string' },
    // What was asked for under this id, so that the same again is told from something else.
    askedHash: { type: 'string', required: true },
    closedBy: { type: 'string' },
    reversedBy: { type: 'string' },
  },
  indexes: {
    byId: tenantKey('pointsEntry', ['id']),
    byDate: tenantIndex('gsi1', 'pointsEntry', ['on', 'id']),
  },
});

/** How many there are of goods, apart from the catalogue: it moves with every redemption, and nothing is indexed by it. */
export const Stocks = new Entity({
  model: { service: 'timebank', entity: 'stock', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    onHand: { type: 'number', required: true },
    // Set aside for orders that nobody has collected yet; no longer part of what is on hand.
    ordered: { type: 'number' },
  },
  indexes: { byId: tenantKey('stock', ['id']) },
});

/** The holds that are open, by when they run out: made and gone in the commits that open and close them. */
export const OpenHolds = new Entity({
  model: { service: 'timebank', entity: 'openHold', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    holdUntil: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
  },
  indexes: { byEnd: tenantKey('openHold', ['holdUntil', 'id']) },
});

/** A passbook as the stream prints it from the account's own changes: line `n` of account `a` has the id `a.n`. */
export const PassbookLines = new Entity({
  model: { service: 'timebank', entity: 'passbookLine', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    line: { type: 'number', required: true },
    kind: { type: MOVEMENT_KINDS, required: true },
    sourceId: { type: 'string', required: true },
    on: { type: 'string', required: true },
    at: { type: 'string', required: true },
    points: { type: 'number', required: true },
    pointsAfter: { type: 'number', required: true },
    held: { type: 'number', required: true },
    heldAfter: { type: 'number', required: true },
    minutes: { type: 'number', required: true },
    minutesAfter: { type: 'number', required: true },
    other: { type: 'string' },
    reason: { type: 'string' },
    // The erasure in whose course a name in it went.
    touchedBy: { type: 'string' },
  },
  indexes: { byId: tenantKey('passbookLine', ['id']) },
});
