import { error, type RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { read } from './read.ts';

/** The card of a live community. A community that is still being set up has no public pages: it looks like no address. */
export async function communityCard({ locals }: RequestEvent, slug: string) {
  const { items } = await read(locals.api.public.communities.$get({ query: { limit: '100' } }));
  const card = items.find((community) => community.slug === slug);
  if (card === undefined) error(404, m.error_not_found_text());
  return card;
}
