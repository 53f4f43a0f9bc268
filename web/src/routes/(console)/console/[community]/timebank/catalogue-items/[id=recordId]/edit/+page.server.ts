import { error, fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { catalogueItemIn, typedOf } from '#lib/console/catalogue-form.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { courtyardNames } from '#lib/console/load-list.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  if (!mayEverywhere(await reachHere(event), 'timebank:write')) error(403, m.console_not_yours());
  const { community, id } = event.params;
  const items = event.locals.api.communities[':community'].timebank['catalogue-items'];
  const [item, courtyards] = await Promise.all([
    ask(event, items[':id'].$get({ param: { community, id } })),
    courtyardNames(event, { namesCourtyards: true }),
  ]);
  const { name, type, courtyardIds = [], revision = 0 } = item;
  return { id, name, type, revision, courtyards, chosen: courtyardIds, typed: typedOf(item) };
};

/** What the page shows takes the place of what there was, and of nothing newer. */
export const actions: Actions = {
  default: async (event) => {
    const { community, id } = event.params;
    const form = await event.request.formData();
    const typed = typedIn(form);
    const items = event.locals.api.communities[':community'].timebank['catalogue-items'];
    const answer = await submit(
      event,
      items[':id'].$put({
        param: { community, id },
        json: {
          ...catalogueItemIn(typed, form),
          revision: Number(typed['revision']),
          retired: typed['retired'] === 'yes',
        },
      }),
    );
    const chosen = form.getAll('courtyardIds').map(String);
    if (!answer.ok) return fail(answer.refusal.status, { ...returnedForm(typed, answer.refusal), chosen });
    redirect(303, `/console/${community}/timebank/catalogue-items/${id}`);
  },
};
