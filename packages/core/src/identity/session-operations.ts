import type { EntityItem } from 'electrodb';
import {
  type DistrictScope,
  type Grant,
  type Instant,
  LinliError,
  notFound,
  requirePermission,
} from '../kernel/index.ts';
import { type Write, write } from '../table/index.ts';
import { Users } from './entities.ts';
import { committed, type Keeper } from './record.ts';
import { makeRoom, type OpenSession, Sessions } from './session.ts';
import { User } from './user.ts';

type UserItem = EntityItem<typeof Users>;
export type StoredSession = EntityItem<typeof Sessions>;

export type SessionOpening = {
  id: string;
  tokenHash: string;
  userId: string;
  createdAt: Instant;
  expires: Instant;
  userAgent?: string;
};

/**
 * Opens a session that carries the user's grants of this very moment: it is written only if the user has not changed
 * since, so that grants taken away while somebody signs in are taken away from that session too. Four write units.
 */
export async function openSession(keeper: Keeper, opening: SessionOpening): Promise<void> {
  const { districtId } = keeper;
  const { tokenHash, userId, expires, createdAt } = opening;
  await rewriteUser(keeper, userId, (user) => {
    const room = makeRoom(openSessionsOf(user), { tokenHash, until: expires }, createdAt);
    const session = Sessions.create({
      districtId,
      id: opening.id,
      tokenHash,
      userId,
      userName: userOf(user).name,
      grants: user.grants,
      createdAt,
      expiresInstant: expires,
      expiresAt: Math.ceil(Date.parse(expires) / 1000),
      userAgent: opening.userAgent?.slice(0, 300),
    });
    return {
      set: { openSessions: room.open },
      others: [
        write(session, new LinliError('conflict', 'keyReused')),
        ...room.close.map((old) => closing(keeper, old)),
      ],
    };
  });
}

export async function findSession(keeper: Keeper, tokenHash: string): Promise<StoredSession | undefined> {
  const operation = Sessions.get({ districtId: keeper.districtId, tokenHash });
  return keeper.table.get(Sessions, operation, { consistent: true });
}

/** Signing out twice is signing out. */
export async function closeSession(keeper: Keeper, tokenHash: string): Promise<void> {
  const session = await findSession(keeper, tokenHash);
  if (session === undefined) return;
  await rewriteUser(keeper, session.userId, (user) => ({
    set: { openSessions: openSessionsOf(user).filter((open) => open.tokenHash !== tokenHash) },
    others: [closing(keeper, { tokenHash, until: session.expiresInstant })],
  }));
}

/** After a new password: whoever signed in with the old one is out. */
export async function closeSessionsOf(keeper: Keeper, userId: string): Promise<void> {
  await rewriteUser(keeper, userId, (user) => ({
    set: { openSessions: [] },
    others: openSessionsOf(user).map((open) => closing(keeper, open)),
  }));
}

/** The sessions of a user as they are stored, those that have run out included until the table forgets them. */
export async function listSessionsOf(keeper: Keeper, userId: string): Promise<StoredSession[]> {
  const user = await readUser(keeper, userId);
  const open = user === undefined ? [] : openSessionsOf(user);
  const { districtId } = keeper;
  const wanted = open.map(({ tokenHash }) => ({
    entity: Sessions,
    operation: Sessions.get({ districtId, tokenHash }),
  }));
  if (wanted.length === 0) return [];
  return (await keeper.table.getMany(wanted)).filter((item) => item !== undefined) as StoredSession[];
}

/** Sets who may do what, in the user and in every open session at once, so that it holds from the next request on. */
export async function setGrants(
  scope: DistrictScope,
  userId: string,
  grants: readonly Grant[],
): Promise<void> {
  requirePermission(scope, 'district:write');
  const { districtId } = scope;
  await rewriteUser(scope, userId, (user) => ({
    set: { grants },
    others: openSessionsOf(user)
      .filter((open) => open.until > scope.now)
      .map(({ tokenHash }) =>
        write(
          Sessions.patch({ districtId, tokenHash }).set({ grants }),
          new LinliError('conflict', 'alreadyChanged'),
        ),
      ),
  }));
}

export async function getUser(scope: DistrictScope, userId: string): Promise<User> {
  requirePermission(scope, 'district:read');
  const user = await readUser(scope, userId);
  if (user === undefined) throw notFound('user');
  return userOf(user);
}

const TRIES = 10;

/** Reads the user, decides, and commits if nobody else wrote meanwhile; otherwise decides again. */
async function rewriteUser(
  keeper: Keeper,
  userId: string,
  decide: (user: UserItem) => { set: Record<string, unknown>; others: readonly Write[] },
): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const user = await readUser(keeper, userId);
    if (user === undefined) throw notFound('user');
    const { set, others } = decide(user);
    const rewrite = Users.patch({ districtId: keeper.districtId, id: userId })
      .set({ ...set, revision: user.revision + 1 })
      .where((was, { eq }) => eq(was.revision, user.revision));
    if (await committed(keeper, (changed) => [write(rewrite, changed), ...others])) return;
  }
  throw new LinliError('unavailable', 'tooBusy');
}

const readUser = ({ districtId, table }: Keeper, id: string): Promise<UserItem | undefined> =>
  table.get(Users, Users.get({ districtId, id }), { consistent: true });

const openSessionsOf = (user: UserItem): OpenSession[] => user.openSessions as OpenSession[];

const userOf = ({ id, grants, fields }: UserItem): User => User.parse({ ...fields, id, grants });

// A session the table has already forgotten is closed as well, so this write has no condition.
const closing = ({ districtId }: Keeper, { tokenHash }: OpenSession): Write =>
  write(Sessions.delete({ districtId, tokenHash }), new LinliError('conflict', 'alreadyChanged'));
