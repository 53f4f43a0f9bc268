import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { serviceRecordIn } from '#lib/console/service-record-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const proposals = (event: RequestEvent) =>
  event.locals.api.communities[':community'].me.timebank['service-proposals'];

export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  // Whoever is no volunteer is told so before they have typed anything.
  await ask(event, proposals(event).$get({ param: { community }, query: { limit: '1' } }));
  return { back: `/${community}/me/services`, key: randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const { servedOn, startsAt, item, category, durationMinutes, recipient } = serviceRecordIn(typed);
    const json = {
      servedOn,
      startsAt,
      item,
      category,
      durationMinutes,
      recipient,
      note: given(typed['note']),
    };
    const header = { 'idempotency-key': typed['key'] ?? '' };
    const answer = await submit(event, proposals(event).$post({ param: { community }, header, json }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/${community}/me/services/${answer.value.id}`);
  },
};
