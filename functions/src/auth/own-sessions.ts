import { closeSession, type Keeper, listSessionsOf, type StoredSession } from '@linli/core/identity';
import { type Instant, notFound } from '@linli/core/kernel';

/** Where somebody is signed in: the newest first, this very session marked. The token's hash stays here. */
export async function listOwnSessions(keeper: Keeper, own: StoredSession, now: Instant) {
  const sessions = await listSessionsOf(keeper, own.userId);
  return sessions
    .filter(({ expiresInstant }) => expiresInstant > now)
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
    .map(({ id, createdAt, expiresInstant, userAgent }) => ({
      id,
      createdAt,
      expires: expiresInstant,
      userAgent: userAgent ?? '',
      current: id === own.id,
    }));
}

/** Ends one of one's own sessions. Somebody else's looks as if it were not there. */
export async function endOwnSession(keeper: Keeper, own: StoredSession, id: string): Promise<void> {
  const session = (await listSessionsOf(keeper, own.userId)).find((one) => one.id === id);
  if (session === undefined) throw notFound('session');
  await closeSession(keeper, session.tokenHash);
}
