import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { courtyardNames } from '#lib/console/load-list.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { may, mayIn } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

/** Somebody who is in no ledger; their application to volunteer follows where they were looked for. */
export const load: PageServerLoad = async (event) => {
  const reach = await reachHere(event);
  if (!may(reach, 'courtyard:write')) error(403, m.console_not_allowed());
  const courtyards = await courtyardNames(event, { namesCourtyards: true });
  return {
    key: randomUUID(),
    name: event.url.searchParams.get('name') ?? '',
    courtyards: courtyards
      .filter(({ id }) => mayIn(reach, 'courtyard:write', id))
      .map(({ id, name }) => ({ value: id, label: name })),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const { persons } = event.locals.api.communities[':community'].courtyard;
    const answer = await submit(
      event,
      persons.$post({
        param: { community },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: {
          name: typed['name'] ?? '',
          gender: given(typed['gender']) as 'female' | undefined,
          bornIn: given(typed['bornIn']),
          phone: given(typed['phone']),
          courtyardId: typed['courtyardId'] ?? '',
        },
      }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/console/${community}/timebank/volunteer-applications/new?who=${answer.value.id}`);
  },
};
