import { actorOf, Sessions, tokenHashOf } from '@linli/core/identity';
import { type Actor, notFound, VISITOR, type Whence } from '@linli/core/kernel';
import { view } from '@linli/core/table';
import { Communities, Community } from '@linli/core/tenancy';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppEnvironment } from '../environment.ts';
import { sessionTokenOf } from './session-token.ts';

/**
 * Finds out who asks and, below a community, where: the session and the community in one round trip, so that a page
 * costs two in all.
 */
export const arrive = createMiddleware<AppEnvironment>(async (c, next) => {
  const { districtId, districtTable } = c.var.deps;
  const slug = c.req.param('community');
  const token = sessionTokenOf(c.req.raw.headers);

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
  const session = token === undefined ? undefined : found[0];
  const community = slug === undefined ? undefined : found.at(-1);

  c.set('actor', whoAsks(c, token, session));
  c.set('district', { ...asking(c), districtId, table: districtTable });
  if (slug !== undefined) {
    if (community === undefined) throw notFound('community');
    c.set('community', view(Community, community));
    const { tenantId } = c.var.community;
    c.set('scope', { ...asking(c), tenantId, table: c.var.deps.tenantTable(tenantId) });
  }
  await next();
});

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
