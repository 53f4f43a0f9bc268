import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { holderOf } from '#lib/console/holders.server.ts';
import { courtyardNames } from '#lib/console/load-list.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import { giftIn, shownIn } from '#lib/gifts/gift-form.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

/** A gift out of a card, at the desk: looked at with the names of those who would get it, then given or asked for. */
export const load: PageServerLoad = async (event) => {
  if (!mayEverywhere(await reachHere(event), 'timebank:write')) error(403, m.console_not_allowed());
  const { community, id } = event.params;
  const one = event.locals.api.communities[':community'].timebank.cards[':id'];
  const [giver, card, holders, courtyards] = await Promise.all([
    holderOf(event, id),
    ask(event, one.$get({ param: { community, id } })),
    ask(event, one.holders.$get({ param: { community, id } })),
    courtyardNames(event, { namesCourtyards: true }),
  ]);
  const signs = card.signatures === 2;
  return {
    ...{ key: randomUUID(), giver, signs },
    cardHref: `/console/${community}/timebank/cards/${id}`,
    courtyards: courtyards.map(({ id: value, name: label }) => ({ value, label })),
    signers: [
      ...(signs ? [] : [{ value: '', label: m.gift_signer_office() }]),
      ...holders.items
        .filter(({ removed }) => removed === undefined)
        .map(({ personId: value, name: label }) => ({ value, label })),
    ],
  };
};

export const actions: Actions = {
  preview: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const { preview } = event.locals.api.communities[':community'].timebank.cards[':id'].gifts;
    const answer = await submit(event, preview.$post({ param: { community, id }, json: giftIn(typed) }));
    if (!answer.ok)
      return fail(answer.refusal.status, { plan: undefined, ...returnedForm(typed, answer.refusal) });
    return { plan: answer.value, typed, message: '', errors: {} as Record<string, string> };
  },
  give: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const { gifts } = event.locals.api.communities[':community'].timebank.cards[':id'];
    const answer = await submit(
      event,
      gifts.$post({
        param: { community, id },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: { ...giftIn(typed), ...shownIn(typed), signer: given(typed['signer']) },
      }),
    );
    if (!answer.ok)
      return fail(answer.refusal.status, { plan: undefined, ...returnedForm(typed, answer.refusal) });
    redirect(303, `/console/${community}/timebank/points-lists/${answer.value.id}`);
  },
};
