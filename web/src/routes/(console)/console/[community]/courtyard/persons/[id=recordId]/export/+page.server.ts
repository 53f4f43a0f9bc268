import { error, fail } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { exportView } from '#lib/console/personal/export-view.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  if (!mayEverywhere(await reachHere(event), 'personal:export')) error(403, m.console_not_allowed());
  const person = event.locals.api.communities[':community'].courtyard.persons[':id'];
  const { name } = await ask(event, person.$get({ param: { community, id } }));
  return { name, id };
};

export const actions: Actions = {
  default: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const person = event.locals.api.communities[':community'].courtyard.persons[':id'];
    const json = { reason: typed['reason'] ?? '' };
    const answer = await submit(event, person.export.$post({ param: { community, id }, json }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    return { whole: await exportView(event, answer.value) };
  },
};
