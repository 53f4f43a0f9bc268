import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { isSwitchedOff } from '#lib/public/sections.ts';
import { liveCommunity } from '#lib/server/community.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const community = await liveCommunity(event, event.params.community);
  if (isSwitchedOff(event.url.pathname, community)) error(404, m.error_not_found_text());
  return { community };
};
