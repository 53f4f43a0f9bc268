import type { EntityItem } from 'electrodb';
import {
  type DistrictScope,
  type Grant,
  type Instant,
  LinliError,
  notFound,
  requirePermission,
  type SignInWay,
} from '../kernel/index.ts';
import { type Write, write } from '../table/index.ts';
import { Sessions } from './entities.ts';
import type { Keeper } from './record.ts';
import { closing, openSessionsOf, readUser, rewriteUser, type UserItem } from './rewrite-user.ts';
import { type StepLeft, stepLeft } from './second-factor.ts';
import { endOfSession, makeRoom, STEP_MINUTES } from './session.ts';
import { User } from './user.ts';

export type StoredSession = EntityItem<typeof Sessions>;

export type SessionOpening = {
  id: string;
  tokenHash: string;
  userId: string;
  createdAt: Instant;
  userAgent?: string;
  /** How they showed who they are, and whether with two things. */
  way?: SignInWay;
  strong?: boolean;
  /** Beside the password, the code with which an administrator lets them set up a new second factor. */
  handed?: boolean;
  /** Whether this deployment asks a second factor of administrators. */
  demanded?: boolean;
  /** Committed with it: the record that somebody signed in. */
  others?: (user: UserItem, left: StepLeft | undefined) => readonly Write[];
};

/**
 * Opens a session that carries the user's grants of this very moment: it is written only if the user has not changed
 * since, so that grants taken away while somebody signs in are taken away from that session too. Where a second step is
 * left the session has no rights and ends soon. Which step, and when it ends, is returned. However a session comes to be, it is here.
 */
export async function openSession(
  keeper: Keeper,
  opening: SessionOpening,
): Promise<{ stepLeft: StepLeft | undefined; expires: Instant }> {
  const { districtId } = keeper;
  const { tokenHash, userId, createdAt, way, strong } = opening;
  let left: StepLeft | undefined;
  let expires = createdAt;
  await rewriteUser(keeper, userId, (user) => {
    if (user.disabled) throw new LinliError('forbidden', 'accountDisabled');
    left = stepLeft(user, opening);
    expires = left === undefined ? endOfSession(user.grants as Grant[], createdAt) : soonAfter(createdAt);
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
      ...{ way, strong, stepLeft: left },
    });
    return {
      set: { openSessions: room.open },
      others: [
        write(session, new LinliError('conflict', 'keyReused')),
        ...room.close.map((old) => closing(keeper, old)),
        ...(opening.others?.(user, left) ?? []),
      ],
    };
  });
  return { stepLeft: left, expires };
}

const soonAfter = (now: Instant): Instant => new Date(Date.parse(now) + STEP_MINUTES * 60_000).toISOString();

/** What a session still waits for; one that waits for nothing is whole. */
export const waitingStep = ({ stepLeft: left }: StoredSession): StepLeft | undefined => left;

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

export async function getUser(scope: DistrictScope, userId: string): Promise<User> {
  requirePermission(scope, 'district:read');
  const user = await readUser(scope, userId);
  if (user === undefined) throw notFound('user');
  return userOf(user);
}

const userOf = ({ id, grants, fields }: UserItem): User => User.parse({ ...fields, id, grants });
