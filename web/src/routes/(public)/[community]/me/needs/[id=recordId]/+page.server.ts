import { fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { needSteps, ownNeedLine } from '#lib/needs/own-need.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const need = (event: RequestEvent) =>
  event.locals.api.communities[':community'].me.timebank['service-needs'][':id'];

export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const back = `/${community}/me/needs`;
  if ((await event.locals.session()) === undefined) redirect(303, `/sign-in/card?next=${back}/${id}`);
  const found = await ask(event, need(event).$get({ param: { community, id } }));
  const { what, place, state, proposalId } = found;
  return {
    back,
    line: ownNeedLine(found),
    what,
    place,
    steps: needSteps(found.steps),
    receivedHref: proposalId && `/${community}/me/received/${proposalId}`,
    cancellable: state === 'open' || state === 'taken',
  };
};

/** It is cancelled once, so that it needs no key. */
export const actions: Actions = {
  default: async (event) => {
    const typed = typedIn(await event.request.formData());
    const json = { reason: typed['reason'] ?? '' };
    const answer = await submit(event, need(event).cancellation.$post({ param: event.params, json }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, event.url.pathname);
  },
};
