import type { Keeper } from '@linli/core/identity';
import { type Grant, LinliError, type SignInWay } from '@linli/core/kernel';
import { Communities, offersWay } from '@linli/core/tenancy';

/**
 * Whether any place somebody belongs to offers this way in. Each community is asked again at every request (`arrive`): a
 * session opened in a way that it does not offer has no rights there. The district office offers all of them to its own.
 */
export async function requireWayOffered(
  { districtId, table }: Keeper,
  grants: readonly Grant[],
  way: SignInWay,
): Promise<void> {
  if (grants.length === 0 || grants.some(({ tenantId }) => tenantId === '*')) return;
  // A district has tens of communities, and this is asked once a sign-in.
  const all = await table.all(Communities, Communities.query.bySlug({ districtId }));
  const theirs = all.filter(({ tenantId }) => grants.some((grant) => grant.tenantId === tenantId));
  if (theirs.length > 0 && !theirs.some((community) => offersWay(community, way)))
    throw new LinliError('forbidden', 'wayNotOffered');
}
