import { Entity } from 'electrodb';
import { SIGN_IN_WAYS } from '../kernel/index.ts';
import { districtIndex, districtKey } from '../table/index.ts';

/**
 * People who sign in. `fields` is what better-auth keeps of them (name, username, …); grants and open sessions are
 * ours. The open sessions are listed here, and not found by an index, because an index lags: a grant taken away must
 * reach a session opened a moment ago. Every write raises `revision` and demands the one it read.
 */
export const Users = new Entity({
  model: { service: 'identity', entity: 'user', version: '1' },
  attributes: {
    districtId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    fields: { type: 'any', required: true },
    grants: { type: 'any', required: true },
    openSessions: { type: 'any', required: true },
    // Set by the district office: signs in nowhere until it is taken away.
    disabled: { type: 'boolean' },
    // Ways in beside the password that better-auth keeps: see the type of the same name of each.
    secondFactor: { type: 'any' },
    secondFactorReset: { type: 'any' },
    passwordReset: { type: 'any' },
    phone: { type: 'any' },
    card: { type: 'any' },
    passkeys: { type: 'any' },
    wechat: { type: 'any' },
    apiTokens: { type: 'any' },
    revision: { type: 'number', required: true },
  },
  indexes: { byId: districtKey('user', ['id']) },
});

/**
 * A signed-in session. The token itself is never stored, only its hash. The grants are kept here, so that a request
 * knows who may do what after one read; changing a person's grants rewrites their sessions in the same commit.
 */
export const Sessions = new Entity({
  model: { service: 'identity', entity: 'session', version: '1' },
  attributes: {
    districtId: { type: 'string', required: true, readOnly: true },
    tokenHash: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true },
    userId: { type: 'string', required: true },
    userName: { type: 'string', required: true },
    grants: { type: 'any', required: true },
    expiresInstant: { type: 'string', required: true },
    // Seconds since the epoch, for the table's time to live.
    expiresAt: { type: 'number', required: true },
    userAgent: { type: 'string' },
    way: { type: SIGN_IN_WAYS },
    // Two things were shown.
    strong: { type: 'boolean' },
    // Until this is done the session has no rights.
    stepLeft: { type: ['secondFactor', 'enrolment'] as const },
    createdAt: { type: 'string', required: true },
  },
  indexes: { byToken: districtKey('session', ['tokenHash']) },
});

/**
 * A token for programs: what its maker may do, or less, until a day. Under its maker, whose item is read with it at every
 * request: it never does more than they may do at that moment, and nothing once they are disabled.
 */
export const ApiTokens = new Entity({
  model: { service: 'identity', entity: 'apiToken', version: '1' },
  attributes: {
    districtId: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    tokenHash: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    name: { type: 'string', required: true, readOnly: true },
    permissions: { type: 'any', required: true, readOnly: true },
    tenantIds: { type: 'any', required: true, readOnly: true },
    createdAt: { type: 'string', required: true, readOnly: true },
    until: { type: 'string', required: true, readOnly: true },
    // Seconds since the epoch, for the table's time to live.
    expiresAt: { type: 'number', required: true, readOnly: true },
  },
  indexes: { byHash: districtKey('apiToken', ['tokenHash'], ['userId']) },
});

/**
 * Everything else better-auth keeps, one collection a model: credential accounts, verifications, and what its plugins
 * bring. `owner` is the one field rows are listed by (an account's user, a verification's identifier);
 * a row without one is its own.
 */
export const IdentityRecords = new Entity({
  model: { service: 'identity', entity: 'record', version: '1' },
  attributes: {
    districtId: { type: 'string', required: true, readOnly: true },
    model: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    owner: { type: 'string', required: true },
    fields: { type: 'any', required: true },
    revision: { type: 'number', required: true },
    // Seconds since the epoch, for the table's time to live.
    expiresAt: { type: 'number' },
  },
  indexes: {
    byId: districtKey('identity', ['id'], ['model']),
    ofOwner: districtIndex('gsi1', 'identity', ['id'], ['model', 'owner']),
  },
});

/** Guards a name that only one may have (`user.username`), and finds who has it, both without an index. */
export const UniqueNames = new Entity({
  model: { service: 'identity', entity: 'uniqueName', version: '1' },
  attributes: {
    districtId: { type: 'string', required: true, readOnly: true },
    kind: { type: 'string', required: true, readOnly: true },
    name: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true },
  },
  indexes: { byName: districtKey('uniqueName', ['name'], ['kind']) },
});

/**
 * A one-time code on its way, under the hash of the ticket that whoever asked for it holds; gone when it is used, and
 * forgotten by the table soon after it has run out.
 */
export const SignInCodes = new Entity({
  model: { service: 'identity', entity: 'signInCode', version: '1' },
  attributes: {
    districtId: { type: 'string', required: true, readOnly: true },
    ticketHash: { type: 'string', required: true, readOnly: true },
    purpose: { type: ['signIn', 'phone'] as const, required: true, readOnly: true },
    codeHash: { type: 'string', required: true, readOnly: true },
    phone: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', readOnly: true },
    tries: { type: 'number', required: true },
    goodUntil: { type: 'string', required: true, readOnly: true },
    expiresAt: { type: 'number', required: true, readOnly: true },
  },
  indexes: { byTicket: districtKey('signInCode', ['ticketHash']) },
});

/** How often one account or one origin has tried to sign in within one window of time; forgotten after it. */
export const SignInTries = new Entity({
  model: { service: 'identity', entity: 'signInTries', version: '1' },
  attributes: {
    districtId: { type: 'string', required: true, readOnly: true },
    subject: { type: 'string', required: true, readOnly: true },
    window: { type: 'string', required: true, readOnly: true },
    tries: { type: 'number', required: true },
    expiresAt: { type: 'number' },
  },
  indexes: { byWindow: districtKey('signInTries', ['window'], ['subject']) },
});

/**
 * Who works in a community, as its staff see it: written in the same commit as the user's grants, which alone decide
 * what somebody may do. `tenantId: '*'` lists the district office's own people.
 */
export const Members = new Entity({
  model: { service: 'identity', entity: 'member', version: '1' },
  attributes: {
    districtId: { type: 'string', required: true, readOnly: true },
    tenantId: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    username: { type: 'string', required: true },
    name: { type: 'string', required: true },
    roles: { type: 'any', required: true },
    since: { type: 'string', required: true },
    disabled: { type: 'boolean' },
    invitedBy: { type: 'string' },
    personId: { type: 'string' },
  },
  indexes: { byUser: districtKey('member', ['userId'], ['tenantId']) },
});

/** An offer of a role. Found by the hash of its code, so that the code itself is nowhere; listed by community. */
export const Invitations = new Entity({
  model: { service: 'identity', entity: 'invitation', version: '1' },
  attributes: {
    districtId: { type: 'string', required: true, readOnly: true },
    codeHash: { type: 'string', required: true, readOnly: true },
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    name: { type: 'string', required: true, readOnly: true },
    role: { type: 'string', required: true, readOnly: true },
    courtyardIds: { type: 'any', readOnly: true },
    courtyardNames: { type: 'any', readOnly: true },
    state: { type: ['open', 'accepted', 'withdrawn'] as const, required: true },
    createdAt: { type: 'string', required: true, readOnly: true },
    createdBy: { type: 'string', required: true, readOnly: true },
    createdByName: { type: 'string', required: true, readOnly: true },
    until: { type: 'string', required: true, readOnly: true },
    acceptedBy: { type: 'string' },
    // Seconds since the epoch, for the table's time to live: long after it has run out.
    expiresAt: { type: 'number', required: true },
    asked: { type: 'string', required: true },
  },
  indexes: {
    byCode: districtKey('invitation', ['codeHash']),
    ofCommunity: districtIndex('gsi1', 'invitation', ['id'], ['tenantId']),
  },
});

/**
 * Holds an invitation's id, so that the same form sent twice makes one. Kept by community, so that another's id finds
 * nothing at all: reading on from it would take longer than from an id that nobody has.
 */
export const InvitationIds = new Entity({
  model: { service: 'identity', entity: 'invitationId', version: '1' },
  attributes: {
    districtId: { type: 'string', required: true, readOnly: true },
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    codeHash: { type: 'string', required: true, readOnly: true },
    expiresAt: { type: 'number', required: true },
  },
  indexes: { byId: districtKey('invitationId', ['id'], ['tenantId']) },
});
