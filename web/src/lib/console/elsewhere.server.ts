import type { RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { Session } from '#lib/server/session.ts';
import { ask } from './ask.server.ts';

type Link = { label: string; href: string };

/**
 * Where else somebody works: their other communities, and for the district's people its own list of them. Whoever works in
 * one community, as most do, costs their pages nothing.
 */
export async function elsewhereThan(
  event: RequestEvent,
  community: string,
  { grants }: Session,
): Promise<Link[]> {
  const places = new Set(grants.map(({ tenantId }) => tenantId));
  if (places.has('*')) return [{ label: m.console_district(), href: '/district' }];
  if (places.size < 2) return [];
  const { identity } = event.locals.api.communities[':community'];
  const { items } = await ask(event, identity.me.communities.$get({ param: { community } }));
  return items
    .filter(({ slug }) => slug !== community)
    .map(({ slug, name }) => ({ label: name, href: `/console/${slug}` }));
}
