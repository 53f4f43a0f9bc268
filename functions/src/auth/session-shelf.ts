import {
  closeSession,
  findSession,
  type Keeper,
  listSessionsOf,
  openSession,
  type StoredSession,
  tokenHashOf,
  waitingStep,
} from '@linli/core/identity';
import type { CleanedWhere } from 'better-auth/adapters';
import type { Shelf, ShelvedRow } from './shelf.ts';
import { pinned } from './where.ts';

/**
 * Keeps better-auth's sessions as ours: under the hash of their token, with the user's grants. Only a row that was
 * asked for by its token has a token to show. Sessions do not slide, so that a page that is only read writes nothing.
 */
export function sessionShelf(keeper: Keeper): Shelf {
  const byToken = async (token: string): Promise<ShelvedRow[]> => {
    const session = await findSession(keeper, tokenHashOf(token));
    // One that waits for its second step is none to better-auth.
    return session === undefined || waitingStep(session) !== undefined ? [] : [shelved(session, token)];
  };

  return {
    async candidates(where) {
      const tokens = tokensIn(where);
      if (tokens !== undefined) return (await Promise.all(tokens.map(byToken))).flat();
      const userId = pinned(where, 'userId');
      if (userId === undefined) throw new Error('Sessions are found by token or by user, never searched');
      return (await listSessionsOf(keeper, userId)).map((session) => shelved(session));
    },
    async create(row) {
      await openSession(keeper, {
        id: row.id,
        userId: String(row['userId']),
        tokenHash: tokenHashOf(String(row['token'])),
        createdAt: String(row['createdAt']),
        ...(row['userAgent'] ? { userAgent: String(row['userAgent']) } : {}),
      });
    },
    replace() {
      throw new Error('A session is opened and closed, never edited; setGrants rewrites what it may do');
    },
    async remove({ row }) {
      await closeSession(keeper, String(row['tokenHash']));
      return true;
    },
  };
}

// `tokenHash` is no field of better-auth's: its output leaves it out, and `remove` finds the session by it.
const shelved = (session: StoredSession, token?: string): ShelvedRow => ({
  row: {
    id: session.id,
    userId: session.userId,
    token,
    tokenHash: session.tokenHash,
    userAgent: session.userAgent,
    expiresAt: session.expiresInstant,
    createdAt: session.createdAt,
    updatedAt: session.createdAt,
  },
  revision: 1,
});

const tokensIn = (where: readonly CleanedWhere[]): string[] | undefined => {
  const one = pinned(where, 'token');
  if (one !== undefined) return [one];
  const several = where.find(
    ({ field, operator, connector }) => field === 'token' && operator === 'in' && connector !== 'OR',
  );
  return several?.value as string[] | undefined;
};
