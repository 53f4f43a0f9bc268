import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { count } from '#lib/console/cell.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { giftIn, shownIn } from '#lib/gifts/gift-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** A gift out of one's card: first in numbers, then given, or asked for where another has to sign. */
export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const { me, courtyard } = event.locals.api.communities[':community'];
  const [card, courtyards] = await Promise.all([
    ask(event, me.timebank.cards[':id'].$get({ param: { community, id }, query: { limit: '1' } })),
    ask(event, courtyard.public.$get({ param: { community }, query: { limit: '100' } })),
  ]);
  return {
    key: randomUUID(),
    back: `/${community}/me/cards/${id}`,
    card: { holder: card.holder, points: count(card.pointsBalance).text, signs: card.signatures === 2 },
    courtyards: courtyards.items.map(({ id: value, name: label }) => ({ value, label })),
  };
};

export const actions: Actions = {
  preview: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const { preview } = event.locals.api.communities[':community'].me.timebank.cards[':id'].gifts;
    const answer = await submit(event, preview.$post({ param: { community, id }, json: giftIn(typed) }));
    if (!answer.ok)
      return fail(answer.refusal.status, { plan: undefined, ...returnedForm(typed, answer.refusal) });
    return { plan: answer.value, typed, message: '', errors: {} as Record<string, string> };
  },
  give: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const { gifts } = event.locals.api.communities[':community'].me.timebank.cards[':id'];
    const answer = await submit(
      event,
      gifts.$post({
        param: { community, id },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: { ...giftIn(typed), ...shownIn(typed) },
      }),
    );
    if (!answer.ok)
      return fail(answer.refusal.status, { plan: undefined, ...returnedForm(typed, answer.refusal) });
    redirect(303, `/${community}/me/cards/${id}`);
  },
};
