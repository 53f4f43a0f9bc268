import { type Grant, idFrom, notFound } from '../kernel/index.ts';
import { Users } from './entities.ts';
import type { Passkey } from './passkey.ts';
import type { Keeper } from './record.ts';
import { readUser, type UserItem } from './rewrite-user.ts';
import type { SecondFactor } from './second-factor.ts';
import { normalizeUsername } from './user.ts';

/** What may be told to the person themselves, and to nobody else. */
export async function getOwnUser(keeper: Keeper, userId: string) {
  const user = await readUser(keeper, userId);
  if (user === undefined) throw notFound('user');
  const { name, username } = user.fields as { name: string; username: string };
  return {
    ...{ name, username },
    grants: user.grants as Grant[],
    phone: (user.phone as { number: string } | undefined)?.number,
    cardNumber: (user.card as { number: string } | undefined)?.number,
    secondFactor: user.secondFactor as SecondFactor | undefined,
    wechat: user.wechat !== undefined,
    passkeys: (user.passkeys ?? []) as Passkey[],
  };
}

/** Whether there is an account of this user name. */
export const hasAccount = async (keeper: Keeper, username: string): Promise<boolean> =>
  (await readUser(keeper, idFrom('user', keeper.districtId, normalizeUsername(username)))) !== undefined;

/** What somebody may do at this moment; nothing for an account that is not there. */
export const getGrants = async (keeper: Keeper, userId: string): Promise<Grant[]> =>
  ((await readUser(keeper, userId))?.grants ?? []) as Grant[];

/** The phone that signs somebody in, and the community that writes to them; undefined while the account is disabled. */
export async function getSignInPhone(
  keeper: Keeper,
  userId: string,
): Promise<{ number: string; tenantId: string } | undefined> {
  const user = await readUser(keeper, userId);
  const phone = user?.phone as { number: string } | undefined;
  if (user === undefined || user.disabled || phone === undefined) return undefined;
  return { number: phone.number, tenantId: (user.grants as Grant[])[0]?.tenantId ?? '*' };
}

/** The names of accounts that are there, by their ids; a round trip for every hundred. */
export async function namesOf(
  { districtId, table }: Keeper,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(userIds)];
  const names = new Map<string, string>();
  for (let at = 0; at < ids.length; at += 100) {
    const users = await table.getMany(
      ids.slice(at, at + 100).map((id) => ({ entity: Users, operation: Users.get({ districtId, id }) })),
    );
    for (const user of users as (UserItem | undefined)[])
      if (user !== undefined) names.set(user.id, (user.fields as { name: string }).name);
  }
  return names;
}
