import type { EntityItem } from 'electrodb';
import { LinliError, notFound } from '../kernel/index.ts';
import { type Write, write } from '../table/index.ts';
import { Sessions, Users } from './entities.ts';
import { committed, type Keeper } from './record.ts';
import type { OpenSession } from './session.ts';

export type UserItem = EntityItem<typeof Users>;

const TRIES = 10;

/** What a user's item becomes, and what is written with it. */
type Rewriting = {
  set: Record<string, unknown>;
  remove?: readonly (
    | 'secondFactor'
    | 'secondFactorReset'
    | 'passwordReset'
    | 'phone'
    | 'passkeys'
    | 'wechat'
  )[];
  others: readonly Write[];
};

/** Reads the user, decides, and commits if nobody else wrote meanwhile; otherwise decides again. Throws `not_found`. */
export async function rewriteUser(
  keeper: Keeper,
  userId: string,
  decide: (user: UserItem) => Rewriting,
): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const user = await readUser(keeper, userId);
    if (user === undefined) throw notFound('user');
    const { set, remove = [], others } = decide(user);
    const rewrite = Users.patch({ districtId: keeper.districtId, id: userId })
      .set({ ...set, revision: user.revision + 1 })
      .remove([...remove])
      .where((was, { eq }) => eq(was.revision, user.revision));
    if (await committed(keeper, (changed) => [write(rewrite, changed), ...others])) return;
  }
  throw new LinliError('unavailable', 'tooBusy');
}

export const readUser = ({ districtId, table }: Keeper, id: string): Promise<UserItem | undefined> =>
  table.get(Users, Users.get({ districtId, id }), { consistent: true });

export const openSessionsOf = (user: UserItem): OpenSession[] => user.openSessions as OpenSession[];

/** A session the table has already forgotten is closed as well, so this write has no condition. */
export const closing = ({ districtId }: Keeper, { tokenHash }: OpenSession): Write =>
  write(Sessions.delete({ districtId, tokenHash }), new LinliError('conflict', 'alreadyChanged'));
