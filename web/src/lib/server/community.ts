import { error, type RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { read } from './read.ts';

/** A community that is still being set up has no public pages: to a visitor it looks like no address. */
export async function liveCommunity({ locals }: RequestEvent, slug: string) {
  const profile = await read(locals.api.communities[':community'].$get({ param: { community: slug } }));
  if (profile.state !== 'live') error(404, m.error_not_found_text());
  return profile;
}
