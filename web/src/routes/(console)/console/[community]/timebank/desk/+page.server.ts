import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { orderView } from '#lib/catalogue/order-view.ts';
import { quantitiesIn } from '#lib/catalogue/quantities.ts';
import { reviewOf } from '#lib/catalogue/review.ts';
import { shelfLine } from '#lib/catalogue/shelf-line.ts';
import { ask, submit } from '#lib/console/ask.server.ts';
import { count } from '#lib/console/cell.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { holdersLike } from '#lib/console/holders.server.ts';
import type { ConsoleEvent } from '#lib/console/load-list.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

/**
 * The redemption desk, a step a page and every step in its address: find the person, say what they want, confirm, hand
 * over. No script is needed, and the keyboard is enough: whoever is found alone is opened at once.
 */
export const load: PageServerLoad = async (event) => {
  if (!mayEverywhere(await reachHere(event), 'timebank:write')) error(403, m.console_not_yours());
  const asked = (name: string) => given(event.url.searchParams.get(name)?.trim());
  const [search, holder, done] = ['search', 'holder', 'done'].map(asked);
  if (holder === undefined) {
    const found = search === undefined ? undefined : await foundBy(event, search);
    const [one, ...others] = found ?? [];
    if (one !== undefined && others.length === 0) redirect(303, one.href);
    return { search: search ?? '', found, receipt: done && (await receiptOf(event, done)) };
  }
  const [{ holder: whose, pointsBalance, lines }, orders] = await Promise.all([
    shelfOf(event, holder),
    openOrdersOf(event, holder),
  ]);
  const wanted = new Map(quantitiesIn(event.url.searchParams).map((one) => [one.itemId, one.quantity]));
  const shelf = lines.map((line) => shelfLine(line, wanted.get(line.id) ?? 0));
  return {
    whose: { ...whose, points: pointsBalance },
    shelf,
    orders,
    review: wanted.size > 0 ? reviewOf(shelf, pointsBalance) : undefined,
    key: randomUUID(),
  };
};

/** Where each of them leads: somebody whose collecting code was typed comes for that order. */
async function foundBy(event: ConsoleEvent, search: string) {
  const desk = event.url.pathname;
  return (await holdersLike(event, search)).map(({ orderId, ...one }) => ({
    ...one,
    href:
      orderId === undefined ? `${desk}?holder=${one.id}` : `${desk.replace(/desk$/, 'orders')}/${orderId}`,
  }));
}

const ORDERS_LOOKED_AT = '20';

/** Somebody may have come without their code. */
async function openOrdersOf(event: ConsoleEvent, volunteerId: string) {
  const { orders } = event.locals.api.communities[':community'].timebank;
  const param = { community: event.params.community };
  const { items } = await ask(event, orders.$get({ param, query: { volunteerId, limit: ORDERS_LOOKED_AT } }));
  return items.map(orderView).filter(({ open }) => open);
}

async function shelfOf(event: ConsoleEvent, holder: string) {
  const { holders } = event.locals.api.communities[':community'].timebank;
  const param = { community: event.params.community, id: holder };
  return ask(event, holders[':id'].shelf.$get({ param }));
}

async function receiptOf(event: ConsoleEvent, id: string) {
  const { timebank } = event.locals.api.communities[':community'];
  const param = { community: event.params.community, id };
  const asking = timebank['points-entries'][':id'].receipt.$get({ param });
  const { entry, holder, pointsAfter } = await ask(event, asking);
  return {
    id,
    on: entry.on,
    name: holder.name,
    total: count(pointsOf(entry.goods ?? [])).text,
    after: pointsAfter === undefined ? undefined : count(pointsAfter).text,
    goods: (entry.goods ?? []).map(({ name, quantity, points }) => ({
      name,
      quantity,
      cost: points * quantity,
    })),
  };
}

const pointsOf = (goods: readonly { quantity: number; points: number }[]) =>
  goods.reduce((sum, { quantity, points }) => sum + quantity * points, 0);

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const data = await event.request.formData();
    const typed = typedIn(data);
    const { holder = '', total = '' } = typed;
    const { redemptions } = event.locals.api.communities[':community'].timebank['points-entries'];
    const answer = await submit(
      event,
      redemptions.$post({
        param: { community },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: { holder, items: quantitiesIn(data), total: Number(total) },
      }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/console/${community}/timebank/desk?done=${answer.value.id}`);
  },
};
