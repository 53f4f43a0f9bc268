import { ask } from '#lib/console/ask.server.ts';
import { proposalLine } from '#lib/public/own-proposal.ts';
import type { PageServerLoad } from './$types';

/** What a volunteer has proposed, the newest first, a page at a time. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const cursor = event.url.searchParams.get('earlier');
  const { timebank: own } = event.locals.api.communities[':community'].me;
  const query = { limit: '20', ...(cursor === null ? {} : { cursor }) };
  const { items, next } = await ask(event, own['service-proposals'].$get({ param: { community }, query }));
  return {
    back: `/${community}/me`,
    here: event.url.pathname,
    proposals: items.map(proposalLine),
    earlierHref: next && `${event.url.pathname}?${new URLSearchParams({ earlier: next })}`,
  };
};
