import { createHash } from 'node:crypto';
import { Entity } from 'electrodb';
import { type Actor, type Grant, type Instant, SIGN_IN_WAYS } from '../kernel/index.ts';
import { districtKey } from '../table/index.ts';

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

export const tokenHashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

type ActingSession = {
  userId: string;
  userName: string;
  grants: unknown;
  expiresInstant: string;
  stepLeft?: string | undefined;
};

/** The actor a stored session stands for, or undefined when it has run out, or waits for its second step. */
export function actorOf(session: ActingSession, now: Instant): Actor | undefined {
  if (session.expiresInstant <= now || session.stepLeft !== undefined) return undefined;
  const { userId, userName, grants } = session;
  return { kind: 'user', id: userId, name: userName, grants: grants as Grant[] };
}

/** Minutes for the second step; then one begins again. */
export const STEP_MINUTES = 10;

/** What a user's item remembers of each open session, to reach it when grants change. */
export type OpenSession = { tokenHash: string; until: Instant };

/** Twenty devices a person; the next sign-in closes the oldest, so that a user's item and a commit stay small. */
export const OPEN_SESSIONS_MAX = 20;

/** Which sessions are still open once another joins, and which must be closed to make room. */
export function makeRoom(
  open: readonly OpenSession[],
  joining: OpenSession,
  now: Instant,
): { open: OpenSession[]; close: OpenSession[] } {
  const alive = open.filter((session) => session.until > now);
  const close = alive.slice(0, Math.max(0, alive.length + 1 - OPEN_SESSIONS_MAX));
  return { open: [...alive.slice(close.length), joining], close };
}
