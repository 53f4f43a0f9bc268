import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { may } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import { profileIn } from '#lib/volunteers/profile-form.ts';
import type { Actions, PageServerLoad } from './$types';

const FOUND_AT_ONCE = '20';
const CALLS_SHOWN = '50';

/** First the person is found in the register by name, or added to it, then the application is written down: no script needed. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const reach = await reachHere(event);
  if (!may(reach, 'timebank:write') || !may(reach, 'courtyard:read')) error(403, m.console_not_allowed());
  const { timebank, courtyard } = event.locals.api.communities[':community'];
  const search = given(event.url.searchParams.get('search')?.trim());
  const who = given(event.url.searchParams.get('who') ?? undefined);
  const param = { community };
  if (who === undefined) {
    const found =
      search &&
      (await ask(event, courtyard.persons.$get({ param, query: { search, limit: FOUND_AT_ONCE } })));
    return {
      search: search ?? '',
      found: found ? found.items.map(({ id, name, bornIn }) => ({ id, name, beside: bornIn })) : undefined,
      adds: may(reach, 'courtyard:write'),
    };
  }
  const [applicant, calls] = await Promise.all([
    ask(event, courtyard.persons[':id'].$get({ param: { community, id: who } })),
    ask(event, timebank['recruitment-notices'].open.$get({ param, query: { limit: CALLS_SHOWN } })),
  ]);
  return {
    key: randomUUID(),
    applicant: { id: applicant.id, name: applicant.name, bornIn: applicant.bornIn },
    calls: [
      { value: '', label: m.application_follows_none() },
      ...calls.items.map(({ id, title }) => ({ value: id, label: title })),
    ],
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const form = await event.request.formData();
    const typed = { ...typedIn(form), availability: form.getAll('availability').join(' ') };
    const fields: Readonly<Record<string, string>> = typed;
    const applications = event.locals.api.communities[':community'].timebank['volunteer-applications'];
    const answer = await submit(
      event,
      applications.$post({
        param: { community },
        header: { 'idempotency-key': fields['key'] ?? '' },
        json: {
          ...profileIn(form),
          personId: fields['personId'] ?? '',
          motive: given(fields['motive']),
          noticeId: given(fields['noticeId']),
          bornIn: given(fields['bornIn']),
        },
      }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(fields, answer.refusal));
    redirect(303, `/console/${community}/timebank/volunteer-applications/${answer.value.id}`);
  },
};
