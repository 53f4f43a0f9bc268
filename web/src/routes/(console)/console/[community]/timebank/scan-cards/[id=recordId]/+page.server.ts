import { ask } from '#lib/console/ask.server.ts';
import { cardSquare } from '#lib/server/card-square.ts';
import type { PageServerLoad } from './$types';

/** One card, of a volunteer or of a collective. */
export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const cards = event.locals.api.communities[':community'].timebank['scan-cards'];
  const { name, number, code } = await ask(event, cards[':id'].$get({ param: { community, id } }));
  return { id, name, number, square: cardSquare(event, code) };
};
