import { error, fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayIn } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const one = (event: RequestEvent) => event.locals.api.communities[':community'].timebank.activities[':id'];

export const load: PageServerLoad = async (event) => {
  const [{ shifts: _, ...activity }, reach] = await Promise.all([
    ask(event, one(event).$get({ param: event.params })),
    reachHere(event),
  ]);
  if (!mayIn(reach, 'timebank:write', activity.courtyardId)) error(403, m.console_not_allowed());
  return { activity: { ...activity, revision: String(activity.revision ?? 0) } };
};

/** The revision that the page showed keeps another's change from being written over; the same again changes nothing. */
export const actions: Actions = {
  default: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const { title = '', category = '', place = '' } = typed;
    const json = {
      ...{ title, category, place, contact: given(typed['contact']), about: given(typed['about']) },
      revision: Number(typed['revision']),
    };
    const answer = await submit(event, one(event).$put({ param: event.params, json }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/console/${community}/timebank/activities/${id}`);
  },
};
