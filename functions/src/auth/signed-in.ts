import { actorOf, findSession, type Keeper, tokenHashOf } from '@linli/core/identity';
import type { Grant, Instant } from '@linli/core/kernel';
import { type CommunityCard, communitiesOf } from '@linli/core/tenancy';

/** Who is signed in, what they may do, and the communities they may enter, by slug. */
export type SignedIn = {
  user: { id: string; name: string };
  grants: readonly Grant[];
  communities: CommunityCard[];
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
