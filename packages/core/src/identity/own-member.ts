import { type DistrictScope, type Grant, LinliError, may, notFound } from '../kernel/index.ts';
import { grantsIn } from './member.ts';
import type { UserItem } from './rewrite-user.ts';

/** The control plane's items of one community's people; `tenantId: '*'` is the district office's own. */
export type PeopleScope = DistrictScope & { tenantId: string };

/** Of this community, and of no other unless the district office asks: no community has a say in another's doors. */
export function requireOwnMember(scope: PeopleScope, user: UserItem): void {
  const { tenantId: here } = scope;
  const grants = user.grants as Grant[];
  if (here !== '*' && grantsIn(grants, here).length === 0) throw notFound('member');
  if (isBeyond(scope, grants)) throw new LinliError('forbidden', 'worksElsewhere');
}

/** Somebody works elsewhere too, and whoever asks is not of the district office, which has the say in that. */
export const isBeyond = ({ actor, tenantId: here }: PeopleScope, grants: readonly Grant[]): boolean =>
  !may(actor, 'identity:write', '*') && grants.some(({ tenantId }) => tenantId !== here);
