import { ask } from './ask.server.ts';
import type { ConsoleEvent } from './load-list.server.ts';

/** Whoever holds an account, by the id of a volunteer or a card, with what can be spent. */
export async function holderOf(event: ConsoleEvent, id: string) {
  const { passbooks } = event.locals.api.communities[':community'].timebank;
  const param = { community: event.params.community, id };
  const { holder, account } = await ask(event, passbooks[':id'].$get({ param, query: { limit: '1' } }));
  return { ...holder, points: account.pointsBalance };
}

/** Those of them who serve, and not the collectives' cards. */
export const volunteersLike = async (event: ConsoleEvent, search: string) =>
  (await holdersLike(event, search)).filter(({ ownerKind }) => ownerKind === 'member');

/** Who may be meant by what was typed or scanned: a number, a name, its initials, the end of a phone, a card. */
export async function holdersLike(event: ConsoleEvent, search: string) {
  const { holders } = event.locals.api.communities[':community'].timebank;
  const param = { community: event.params.community };
  const { items } = await ask(event, holders.$get({ param, query: { search } }));
  return items.map(({ id, name, number, ownerKind, orderId }) => ({
    ...{ id, name, beside: number, ownerKind, orderId },
  }));
}

/** The collective cards: a community has tens. */
export async function cardsOf(event: ConsoleEvent) {
  const { cards } = event.locals.api.communities[':community'].timebank;
  const param = { community: event.params.community };
  const { items } = await ask(event, cards.$get({ param, query: { limit: '100' } }));
  return items.map(({ id, holder, cardNo }) => ({ id, name: holder, beside: cardNo }));
}
