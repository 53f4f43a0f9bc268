import { ask } from './ask.server.ts';
import type { ConsoleEvent } from './load-list.server.ts';

const FOUND_AT_ONCE = '20';

/** Whoever holds an account, by the id of a volunteer or a card, with what can be spent. */
export async function holderOf(event: ConsoleEvent, id: string) {
  const { passbooks } = event.locals.api.communities[':community'].timebank;
  const param = { community: event.params.community, id };
  const { holder, account } = await ask(event, passbooks[':id'].$get({ param, query: { limit: '1' } }));
  return { ...holder, points: account.pointsBalance };
}

/** Volunteers by the beginning of their name or number. */
export async function volunteersLike(event: ConsoleEvent, search: string) {
  const { volunteers } = event.locals.api.communities[':community'].timebank;
  const param = { community: event.params.community };
  const { items } = await ask(event, volunteers.$get({ param, query: { search, limit: FOUND_AT_ONCE } }));
  return items.map(({ id, name, volunteerNo }) => ({ id, name, beside: volunteerNo }));
}
