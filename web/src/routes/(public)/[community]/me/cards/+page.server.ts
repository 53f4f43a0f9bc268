import { ask } from '#lib/console/ask.server.ts';
import type { PageServerLoad } from './$types';

/** The collective cards that whoever is signed in holds. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const { timebank: own } = event.locals.api.communities[':community'].me;
  const { items } = await ask(event, own.cards.$get({ param: { community } }));
  return { back: `/${community}/me`, here: event.url.pathname, cards: items };
};
