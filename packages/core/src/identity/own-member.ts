import type { EntityItem } from 'electrodb';
import { type DistrictScope, type Grant, LinliError, may, notFound } from '../kernel/index.ts';
import { Members } from './entities.ts';
import { grantsIn } from './member.ts';
import { readUser, type UserItem } from './rewrite-user.ts';

/** The control plane's items of one community's people; `tenantId: '*'` is the district office's own. */
export type PeopleScope = DistrictScope & { tenantId: string };

/** Of this community, and of no other unless the district office asks: no community has a say in another's doors. */
export function requireOwnMember({ actor, tenantId: here }: PeopleScope, user: UserItem): void {
  const grants = user.grants as Grant[];
  if (here !== '*' && grantsIn(grants, here).length === 0) throw notFound('member');
  if (!may(actor, 'identity:write', '*') && grants.some(({ tenantId }) => tenantId !== here))
    throw new LinliError('forbidden', 'worksElsewhere');
}

/**
 * Where somebody is listed among the people who work there. Throws `not_found` for who is not listed here: an account made
 * at the desk for a person's card is that person's, and no member's, until they accept an invitation.
 */
export async function listedIn(scope: PeopleScope, userId: string): Promise<string[]> {
  const { districtId, tenantId: here, table } = scope;
  const grants = ((await readUser(scope, userId))?.grants ?? []) as Grant[];
  const wanted = [...new Set(grants.map(({ tenantId }) => tenantId))].map((tenantId) => ({
    entity: Members,
    operation: Members.get({ districtId, tenantId, userId }),
  }));
  const found = (await table.getMany(wanted, { consistent: true })) as (
    | EntityItem<typeof Members>
    | undefined
  )[];
  const places = found.flatMap((member) => (member === undefined ? [] : [member.tenantId]));
  if (here === '*' ? places.length === 0 : !places.includes(here)) throw notFound('member');
  return places;
}
