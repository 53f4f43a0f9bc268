import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { catalogueItemIn } from '#lib/console/catalogue-form.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { courtyardNames } from '#lib/console/load-list.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  if (!mayEverywhere(await reachHere(event), 'timebank:write')) error(403, m.console_not_yours());
  return { key: randomUUID(), courtyards: await courtyardNames(event, { namesCourtyards: true }) };
};

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const form = await event.request.formData();
    const typed = typedIn(form);
    const items = event.locals.api.communities[':community'].timebank['catalogue-items'];
    const stock = given(typed['stock']);
    const answer = await submit(
      event,
      items.$post({
        param: { community },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: {
          ...catalogueItemIn(typed, form),
          type: typed['type'] === 'service' ? 'service' : 'goods',
          ...(stock === undefined ? {} : { stock: Number(stock) }),
        },
      }),
    );
    const chosen = form.getAll('courtyardIds').map(String);
    if (!answer.ok) return fail(answer.refusal.status, { ...returnedForm(typed, answer.refusal), chosen });
    redirect(303, `/console/${community}/timebank/catalogue-items/${answer.value.id}`);
  },
};
