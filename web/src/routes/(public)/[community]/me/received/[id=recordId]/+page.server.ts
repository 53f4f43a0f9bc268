import { fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { duration } from '#lib/console/cell.ts';
import { returnedForm } from '#lib/console/form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const service = (event: RequestEvent) =>
  event.locals.api.communities[':community'].me.timebank['received-services'][':id'];

/** Opened by a neighbour whom the volunteer has shown its address. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  if ((await event.locals.session()) === undefined)
    redirect(303, `/sign-in/card?next=${encodeURIComponent(event.url.pathname)}`);
  const { state, witness, durationMinutes, ...said } = await ask(
    event,
    service(event).$get({ param: event.params }),
  );
  return {
    back: `/${community}/me`,
    ...said,
    duration: duration(durationMinutes).text,
    done: witness !== undefined || state === 'confirmed',
    closed: state === 'declined' || state === 'withdrawn',
  };
};

/** It is confirmed once, so that it needs no key. */
export const actions: Actions = {
  default: async (event) => {
    const answer = await submit(event, service(event).confirmation.$post({ param: event.params }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm({}, answer.refusal));
    redirect(303, event.url.pathname);
  },
};
