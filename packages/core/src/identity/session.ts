import { createHash } from 'node:crypto';
import { type Actor, type Grant, type Instant, ROLES } from '../kernel/index.ts';

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

const HOURS_OF_STAFF = 12;
const DAYS_OF_RESIDENTS = 7;

/**
 * When a session ends, whatever is done in it: of whoever works for an office after a working day, because desks are shared; of
 * residents after a week, because many find signing in hard. Sessions do not slide, so that reading a page writes nothing.
 */
export function endOfSession(grants: readonly Grant[], from: Instant): Instant {
  const residentOnly = grants.length > 0 && grants.every(({ role }) => ROLES[role].reach === 'own');
  const hours = residentOnly ? DAYS_OF_RESIDENTS * 24 : HOURS_OF_STAFF;
  return new Date(Date.parse(from) + hours * 60 * 60_000).toISOString();
}

/** Minutes for the second step; then one begins again. */
export const STEP_MINUTES = 10;

/**
 * Minutes after signing in during which somebody may change how they sign in; then they sign in once more first (OWASP ASVS
 * 5.0, V7.5.1). A session left open at the desk is not enough to get hold of an account.
 */
export const FRESH_MINUTES = 15;

export const isFresh = ({ createdAt }: { createdAt: Instant }, now: Instant): boolean =>
  Date.parse(now) - Date.parse(createdAt) < FRESH_MINUTES * 60_000;

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
