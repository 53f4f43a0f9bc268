import { m } from '#lib/paraglide/messages.js';
import type { Session } from '#lib/server/session.ts';

type Link = { label: string; href: string };

/** Where else somebody works: their other communities, and for the district's people its own list of them. */
export function elsewhereThan(base: string, { grants, communities }: Session): Link[] {
  if (grants.some(({ tenantId }) => tenantId === '*'))
    return [{ label: m.console_district(), href: '/district' }];
  return communities
    .map(({ slug, name }) => ({ label: name, href: `/console/${slug}` }))
    .filter(({ href }) => href !== base);
}
