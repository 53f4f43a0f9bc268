import {
  type Actor,
  actorIn,
  notFound,
  type SignInWay,
  seesOnlyWhatIsPublic,
  type Whence,
} from '@linli/core/kernel';
import { type Table, view } from '@linli/core/table';
import { Communities, Community, offersWay } from '@linli/core/tenancy';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppEnvironment, Dependencies } from '../environment.ts';
import { Arrivals, type Found } from './arrivals.ts';
import { sessionTokenOf } from './session-token.ts';
import { askerOf } from './who-asks.ts';

/**
 * Finds out who asks and, below a community, where: the session and the community in one round trip, so that a page
 * costs two in all. The calls of one page share it (`arrivals`), up to the first that changes something.
 */
export const arrive = createMiddleware<AppEnvironment>(async (c, next) => {
  const { deps } = c.var;
  const slug = c.req.param('community');
  const token = sessionTokenOf(c.req.raw.headers);
  // A request of its own has no environment at all.
  const { arrivals = new Arrivals() } = c.env ?? {};
  const changing = c.req.method !== 'GET';
  if (changing) arrivals.forget();

  const { asker, community } = await arrivals.once(token, slug, () => find(deps, token, slug));
  const { actor, way } = asker;
  c.set('actor', actor);
  if (slug !== undefined) {
    if (community === undefined) throw notFound('community');
    c.set('community', community);
    const { tenantId } = community;
    const here = actorIn(actorHere(actor, way, community), tenantId);
    c.set('actor', here);
    c.set('scope', { ...asking(c), tenantId, table: viewFor(deps, here, tenantId) });
  }
  c.set('district', { ...asking(c), districtId: deps.districtId, table: controlFor(c) });
  try {
    await next();
  } finally {
    if (changing) arrivals.forget();
  }
});

async function find(deps: Dependencies, token: string | undefined, slug: string | undefined): Promise<Found> {
  const { districtId, districtTable } = deps;
  const asker = askerOf(token, deps);
  const wanted = [
    ...asker.wanted,
    ...(slug === undefined
      ? []
      : [{ entity: Communities, operation: Communities.get({ districtId, slug }) }]),
  ];
  // A session that was closed or lost a right a moment ago must not be seen as it was; nobody's page may be a moment old.
  const consistent = token !== undefined;
  const found = wanted.length === 0 ? [] : await districtTable.getMany(wanted, { consistent });
  const community = slug === undefined ? undefined : found.at(-1);
  return {
    asker: asker.knownBy(found),
    community: community === undefined ? undefined : view(Community, community),
  };
}

/** All of the control plane that a visitor's request is for: which communities there are. */
const PUBLIC_OF_DISTRICT = ['community'];

const controlFor = ({ var: { deps, actor } }: Context<AppEnvironment>): Table =>
  actor.kind === 'visitor' ? deps.districtTable.only(PUBLIC_OF_DISTRICT) : deps.districtTable;

/** Closed by default: more than the public view only for whom a role here lets see more. */
const viewFor = (deps: Dependencies, actor: Actor, tenantId: string): Table =>
  seesOnlyWhatIsPublic(actor, tenantId) ? deps.publicTable(tenantId) : deps.tenantTable(tenantId);

const asking = (c: Context<AppEnvironment>) => ({
  actor: c.var.actor,
  now: c.var.deps.clock(),
  requestId: c.var.requestId,
  from: whenceOf(c),
});

// A request that nobody handed a connection in with has no environment at all.
function whenceOf({ env }: Context<AppEnvironment>): Whence {
  const { channel = 'api', address }: Partial<Whence> = env ?? {};
  return address === undefined ? { channel } : { channel, address };
}

// In a community that does not offer the way somebody signed in, they have no rights of its own.
function actorHere(actor: Actor, way: SignInWay | undefined, community: Community): Actor {
  if (way === undefined || offersWay(community, way)) return actor;
  return { ...actor, grants: actor.grants.filter(({ tenantId }) => tenantId !== community.tenantId) };
}
