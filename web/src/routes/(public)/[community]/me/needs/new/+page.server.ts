import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { needIn } from '#lib/needs/need-form.ts';
import { needChoices } from '#lib/needs/words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const needs = (event: RequestEvent) =>
  event.locals.api.communities[':community'].me.timebank['service-needs'];

export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const back = `/${community}/me/needs`;
  if ((await event.locals.session()) === undefined) redirect(303, `/sign-in/card?next=${back}/new`);
  // Whoever is in no register is told so before they have typed anything.
  await ask(event, needs(event).$get({ param: { community }, query: { limit: '1' } }));
  return { back, key: randomUUID(), choices: needChoices() };
};

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const header = { 'idempotency-key': typed['key'] ?? '' };
    const answer = await submit(
      event,
      needs(event).$post({ param: { community }, header, json: needIn(typed) }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/${community}/me/needs/${answer.value.id}`);
  },
};
