import { ask } from '#lib/console/ask.server.ts';
import { entryView } from '#lib/console/audit/audit-view.ts';
import type { PageServerLoad } from './$types';

/** Who looked at or changed the record of whoever is signed in as a resident; the newest first, a page at a time. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const cursor = event.url.searchParams.get('earlier');
  const { own } = event.locals.api.communities[':community'].audit;
  const query = { limit: '20', ...(cursor === null ? {} : { cursor }) };
  const { items, next } = await ask(event, own.$get({ param: { community }, query }));
  return {
    back: `/${community}/me`,
    entries: items.map((entry) => entryView(entry, undefined)),
    newestHref: cursor === null ? undefined : event.url.pathname,
    earlierHref: next && `${event.url.pathname}?${new URLSearchParams({ earlier: next })}`,
  };
};
