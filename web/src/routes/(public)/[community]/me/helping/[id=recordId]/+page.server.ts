import { fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { serviceRecordIn } from '#lib/console/service-record-form.ts';
import { needSteps } from '#lib/needs/own-need.ts';
import { CATEGORIES, wishedTime } from '#lib/needs/words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const one = (event: RequestEvent) => event.locals.api.communities[':community'].me.timebank.helping[':id'];

/** Whom to go to and what for, once one has taken it on; then how long it took. */
export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const back = `/${community}/me/helping`;
  if ((await event.locals.session()) === undefined) redirect(303, `/sign-in/card?next=${back}/${id}`);
  const need = await ask(event, one(event).$get({ param: { community, id } }));
  return {
    back,
    ...{ category: CATEGORIES[need.category](), wished: wishedTime(need), steps: needSteps(need.steps) },
    ...{ personName: need.personName, what: need.what, place: need.place },
    mine: need.state === 'taken',
    serviceHref: need.proposalId && `/${community}/me/services/${need.proposalId}`,
  };
};

/** Either ends it, once, so that neither needs a key of its own. */
export const actions: Actions = {
  done: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const { servedOn, startsAt, durationMinutes } = serviceRecordIn(typed);
    const json = { servedOn, startsAt, durationMinutes, note: given(typed['note']) };
    const answer = await submit(event, one(event).service.$post({ param: event.params, json }));
    if (!answer.ok)
      return fail(answer.refusal.status, { ...returnedForm(typed, answer.refusal), form: 'done' });
    redirect(303, `/${community}/me/services/${answer.value.id}`);
  },
  return: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const json = { reason: typed['reason'] ?? '' };
    const answer = await submit(event, one(event).return.$post({ param: event.params, json }));
    if (!answer.ok)
      return fail(answer.refusal.status, { ...returnedForm(typed, answer.refusal), form: 'return' });
    redirect(303, `/${community}/me/helping`);
  },
};
