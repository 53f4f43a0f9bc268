import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  if (!mayEverywhere(await reachHere(event), 'timebank:write')) error(403, m.console_not_allowed());
  const { community } = event.params;
  const items = event.locals.api.communities[':community'].timebank['catalogue-items'];
  const catalogue = await ask(event, items.$get({ param: { community }, query: { limit: '100' } }));
  return {
    key: randomUUID(),
    items: catalogue.items
      .filter(({ type }) => type === 'goods')
      .map(({ id: value, name: label }) => ({ value, label })),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const { sponsor = '', itemId = '', by = '' } = typed;
    const answer = await submit(
      event,
      event.locals.api.communities[':community'].timebank['sponsor-promises'].$post({
        param: { community },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: {
          ...{ sponsor, itemId, by, note: given(typed['note']) },
          quantity: Number(typed['quantity'] || Number.NaN),
        },
      }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/console/${community}/timebank/sponsor-promises/${answer.value.id}`);
  },
};
