import { error, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { isSwitchedOff } from '#lib/public/sections.ts';
import { liveCommunity } from '#lib/server/community.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const slug = event.params.community.toLowerCase();
  // Typed from a poster, or by a telephone that begins every line with a capital.
  if (slug !== event.params.community)
    redirect(308, event.url.pathname.replace(/^\/[^/]+/, `/${slug}`) + event.url.search);
  const community = await liveCommunity(event, event.params.community);
  if (isSwitchedOff(event.url.pathname, community)) error(404, m.error_not_found_text());
  return { community };
};
