import type { Keeper } from '@linli/core/identity';
import type { Grant, Instant } from '@linli/core/kernel';
import { type CommunityCard, communitiesOf } from '@linli/core/tenancy';
import { askerOf } from '../api/middleware/who-asks.ts';

/** Who is signed in, what they may do, and the communities they may enter, by slug. */
export type SignedIn = {
  user: { id: string; name: string };
  grants: readonly Grant[];
  communities: CommunityCard[];
  expires: Instant;
};

/** By a session or a token for programs; undefined when it is unknown, closed, has run out, or waits for a second step. */
export async function signedInWith(
  keeper: Keeper,
  token: string,
  now: Instant,
): Promise<SignedIn | undefined> {
  const { districtId, table } = keeper;
  const { wanted, knownBy } = askerOf(token, { districtId, clock: () => now });
  const { actor, until } = knownBy(await table.getMany(wanted, { consistent: true }));
  if (until === undefined) return undefined;
  return {
    user: { id: actor.id, name: actor.name },
    grants: actor.grants,
    communities: await communitiesOf(keeper, actor.grants),
    expires: until,
  };
}
