import type { EntityItem } from 'electrodb';
import { type Grant, notFound } from '../kernel/index.ts';
import { Members } from './entities.ts';
import type { PeopleScope } from './own-member.ts';
import { readUser } from './rewrite-user.ts';

type MemberKey = { tenantId: string; userId: string };
type MemberItem = EntityItem<typeof Members>;

/**
 * Where somebody is listed among the people who work there. Throws `not_found` for who is not listed here: an account made
 * at the desk for a person's card is that person's, and no member's, until they accept an invitation.
 */
export async function listedIn(scope: PeopleScope, userId: string): Promise<string[]> {
  const { tenantId: here } = scope;
  // Asked first, so that an account of elsewhere takes as many steps to be refused as one that is nowhere.
  if (here !== '*' && (await membersAmong(scope, [userId])).length === 0) throw notFound('member');
  const grants = ((await readUser(scope, userId))?.grants ?? []) as Grant[];
  const places = [...new Set(grants.map(({ tenantId }) => tenantId))];
  const found = await membersOf(
    scope,
    places.map((tenantId) => ({ tenantId, userId })),
  );
  if (found.length === 0) throw notFound('member');
  return found.map(({ tenantId }) => tenantId);
}

/** Those of some accounts that are members' here. */
export async function membersAmong(scope: PeopleScope, userIds: readonly string[]): Promise<string[]> {
  const { tenantId } = scope;
  const found = await membersOf(
    scope,
    userIds.map((userId) => ({ tenantId, userId })),
  );
  return found.map(({ userId }) => userId);
}

async function membersOf(
  { districtId, table }: PeopleScope,
  keys: readonly MemberKey[],
): Promise<MemberItem[]> {
  const found = await table.getMany(
    keys.map((key) => ({ entity: Members, operation: Members.get({ districtId, ...key }) })),
    { consistent: true },
  );
  return (found as (MemberItem | undefined)[]).filter((member) => member !== undefined);
}
