import { ask } from '#lib/console/ask.server.ts';
import { cardSquare } from '#lib/server/card-square.ts';
import type { PageServerLoad } from './$types';

/** Two rows of five bank cards fill a sheet of A4. */
const CARDS_A_SHEET = '10';

/** The volunteers' cards by number, a sheet of A4 a page. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const cursor = event.url.searchParams.get('cursor') ?? undefined;
  const { 'scan-cards': cards } = event.locals.api.communities[':community'].timebank;
  const query = { limit: CARDS_A_SHEET, ...(cursor === undefined ? {} : { cursor }) };
  const { items, next } = await ask(event, cards.$get({ param: { community }, query }));
  const { pathname } = event.url;
  return {
    cards: items.map(({ id, name, number, code }) => ({ id, name, number, square: cardSquare(event, code) })),
    firstHref: cursor === undefined ? undefined : pathname,
    nextHref: next === undefined ? undefined : `${pathname}?${new URLSearchParams({ cursor: next })}`,
  };
};
