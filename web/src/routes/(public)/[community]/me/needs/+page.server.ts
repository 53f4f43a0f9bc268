import { redirect } from '@sveltejs/kit';
import { ask } from '#lib/console/ask.server.ts';
import { ownNeedLine } from '#lib/needs/own-need.ts';
import type { PageServerLoad } from './$types';

/** What one has asked for, the newest first, a page at a time. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const here = `/${community}/me/needs`;
  if ((await event.locals.session()) === undefined) redirect(303, `/sign-in/card?next=${here}`);
  const cursor = event.url.searchParams.get('earlier');
  const { timebank: own } = event.locals.api.communities[':community'].me;
  const query = { limit: '20', ...(cursor === null ? {} : { cursor }) };
  const { items, next } = await ask(event, own['service-needs'].$get({ param: { community }, query }));
  return {
    here,
    back: `/${community}/me`,
    needs: items.map(ownNeedLine),
    earlierHref: next && `${here}?${new URLSearchParams({ earlier: next })}`,
  };
};
