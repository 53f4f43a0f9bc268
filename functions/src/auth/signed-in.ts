import { actorOf, findSession, type Keeper, tokenHashOf } from '@linli/core/identity';
import type { Grant, Instant } from '@linli/core/kernel';
import { Communities } from '@linli/core/tenancy';

/** Who is signed in, what they may do, and the communities they may enter, by slug. */
export type SignedIn = {
  user: { id: string; name: string };
  grants: readonly Grant[];
  communities: { slug: string; name: string }[];
  expires: Instant;
};

/** Undefined when the token is unknown, closed or has run out. */
export async function signedInWith(
  keeper: Keeper,
  token: string,
  now: Instant,
): Promise<SignedIn | undefined> {
  const session = await findSession(keeper, tokenHashOf(token));
  const actor = session && actorOf(session, now);
  if (session === undefined || actor === undefined) return undefined;
  return {
    user: { id: actor.id, name: actor.name },
    grants: actor.grants,
    communities: await communitiesOf(keeper, actor.grants),
    expires: session.expiresInstant,
  };
}

// A district has tens of communities, and this is asked on signing in and by the page that sends people where they may go.
async function communitiesOf(keeper: Keeper, grants: readonly Grant[]): Promise<SignedIn['communities']> {
  if (grants.length === 0) return [];
  const { districtId, table } = keeper;
  const all = await table.all(Communities, Communities.query.bySlug({ districtId }));
  return all
    .filter(({ tenantId }) => grants.some((grant) => grant.tenantId === '*' || grant.tenantId === tenantId))
    .map(({ slug, name }) => ({ slug, name }));
}
