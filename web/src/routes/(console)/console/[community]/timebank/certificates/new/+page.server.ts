import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { volunteersLike } from '#lib/console/holders.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

/** First the volunteer is found, then the period is written down; what they did in it the API reckons. */
export const load: PageServerLoad = async (event) => {
  if (!mayEverywhere(await reachHere(event), 'timebank:write')) error(403, m.console_not_yours());
  const { community } = event.params;
  const { volunteers } = event.locals.api.communities[':community'].timebank;
  const search = given(event.url.searchParams.get('search')?.trim());
  const id = given(event.url.searchParams.get('volunteerId') ?? undefined);
  const [found, volunteer] = await Promise.all([
    search === undefined || id !== undefined ? undefined : volunteersLike(event, search),
    id === undefined ? undefined : ask(event, volunteers[':id'].$get({ param: { community, id } })),
  ]);
  return {
    key: randomUUID(),
    search: search ?? '',
    found,
    volunteer: volunteer && { id: volunteer.id, name: volunteer.name, volunteerNo: volunteer.volunteerNo },
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const endsOn = given(typed['endsOn']);
    const { certificates } = event.locals.api.communities[':community'].timebank;
    const answer = await submit(
      event,
      certificates.$post({
        param: { community },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: {
          ...{ volunteerId: typed['volunteerId'] ?? '', from: typed['from'] ?? '', to: typed['to'] ?? '' },
          ...(endsOn === undefined ? {} : { endsOn }),
        },
      }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/console/${community}/timebank/certificates/${answer.value.id}`);
  },
};
