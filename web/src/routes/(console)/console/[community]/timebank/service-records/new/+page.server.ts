import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { serviceRecordIn } from '#lib/console/service-record-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** First the volunteer is found by name, then the service is written down: two plain steps, no script needed. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const { volunteers } = event.locals.api.communities[':community'].timebank;
  const search = given(event.url.searchParams.get('search')?.trim());
  const volunteerId = given(event.url.searchParams.get('volunteerId') ?? undefined);
  const [found, volunteer] = await Promise.all([
    search === undefined || volunteerId !== undefined
      ? undefined
      : ask(event, volunteers.$get({ param: { community }, query: { search, limit: '20' } })),
    volunteerId === undefined
      ? undefined
      : ask(event, volunteers[':id'].$get({ param: { community, id: volunteerId } })),
  ]);
  return { key: randomUUID(), search: search ?? '', found: found?.items, volunteer };
};

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const records = event.locals.api.communities[':community'].timebank['service-records'];
    const answer = await submit(
      event,
      records.$post({
        param: { community },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: serviceRecordIn(typed),
      }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/console/${community}/timebank/service-records/${answer.value.id}`);
  },
};
