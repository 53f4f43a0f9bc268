import { actorOf, Sessions, tokenHashOf } from '@linli/core/identity';
import {
  type Actor,
  actorIn,
  notFound,
  seesOnlyWhatIsPublic,
  VISITOR,
  type Whence,
} from '@linli/core/kernel';
import { type Table, view } from '@linli/core/table';
import { Communities, Community } from '@linli/core/tenancy';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppEnvironment, Dependencies } from '../environment.ts';
import { Arrivals, type Found } from './arrivals.ts';
import { sessionTokenOf } from './session-token.ts';

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

  const { session, community } = await arrivals.once(token, slug, () => find(deps, token, slug));
  c.set('actor', whoAsks(c, token, session));
  c.set('district', { ...asking(c), districtId: deps.districtId, table: controlFor(c) });
  if (slug !== undefined) {
    if (community === undefined) throw notFound('community');
    c.set('community', community);
    const { tenantId } = community;
    const actor = actorIn(c.var.actor, tenantId);
    c.set('scope', { ...asking(c), actor, tenantId, table: viewFor(deps, actor, tenantId) });
  }
  try {
    await next();
  } finally {
    if (changing) arrivals.forget();
  }
});

async function find(
  { districtId, districtTable }: Dependencies,
  token: string | undefined,
  slug: string | undefined,
): Promise<Found> {
  const wanted = [
    ...(token === undefined
      ? []
      : [{ entity: Sessions, operation: Sessions.get({ districtId, tokenHash: tokenHashOf(token) }) }]),
    ...(slug === undefined
      ? []
      : [{ entity: Communities, operation: Communities.get({ districtId, slug }) }]),
  ];
  // A session that was closed or lost a right a moment ago must not be seen as it was; nobody's page may be a moment old.
  const consistent = token !== undefined;
  const found = wanted.length === 0 ? [] : await districtTable.getMany(wanted, { consistent });
  const community = slug === undefined ? undefined : found.at(-1);
  return {
    session: token === undefined ? undefined : found[0],
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

function whoAsks(c: Context<AppEnvironment>, token: string | undefined, session: unknown): Actor {
  if (token === undefined) return VISITOR;
  if (tokenHashOf(token) === c.var.deps.operatorTokenHash) return OPERATOR;
  if (session === undefined) return VISITOR;
  return actorOf(session as Parameters<typeof actorOf>[0], c.var.deps.clock()) ?? VISITOR;
}

const OPERATOR: Actor = {
  kind: 'operator',
  id: 'operator',
  name: '运维',
  grants: [{ role: 'districtAdministrator', tenantId: '*' }],
};
