import { type DistrictScope, type Grant, LinliError, may, notFound } from '../kernel/index.ts';
import { grantsIn } from './member.ts';
import type { UserItem } from './rewrite-user.ts';

/** The control plane's items of one community's people; `tenantId: '*'` is the district office's own. */
export type PeopleScope = DistrictScope & { tenantId: string };

/** Of this community, and of no other unless the district office asks: no community has a say in another's doors. */
export function requireOwnMember({ actor, tenantId: here }: PeopleScope, user: UserItem): void {
  const grants = user.grants as Grant[];
  if (here !== '*' && grantsIn(grants, here).length === 0) throw notFound('member');
  if (!may(actor, 'identity:write', '*') && grants.some(({ tenantId }) => tenantId !== here))
    throw new LinliError('forbidden', 'worksElsewhere');
}
