import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { volunteersLike } from '#lib/console/holders.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { may } from '#lib/console/reach.ts';
import { serviceRecordIn } from '#lib/console/service-record-form.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

/**
 * First the volunteer is found by name, then the service is written down: two plain steps, no script needed. Who asked for
 * it at the desk is found the same way, before the form is filled in.
 */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const reach = await reachHere(event);
  if (!may(reach, 'timebank:write')) error(403, m.console_not_allowed());
  const { timebank, courtyard } = event.locals.api.communities[':community'];
  const { volunteers } = timebank;
  const search = given(event.url.searchParams.get('search')?.trim());
  const volunteerId = given(event.url.searchParams.get('volunteerId') ?? undefined);
  const who = given(event.url.searchParams.get('who')?.trim());
  const forWhom = given(event.url.searchParams.get('for') ?? undefined);
  const [found, volunteer, asking, askedBy] = await Promise.all([
    search === undefined || volunteerId !== undefined ? undefined : volunteersLike(event, search),
    volunteerId === undefined
      ? undefined
      : ask(event, volunteers[':id'].$get({ param: { community, id: volunteerId } })),
    who === undefined
      ? undefined
      : ask(event, courtyard.persons.$get({ param: { community }, query: { search: who, limit: '20' } })),
    forWhom === undefined
      ? undefined
      : ask(event, courtyard.persons[':id'].$get({ param: { community, id: forWhom } })),
  ]);
  return {
    key: randomUUID(),
    search: search ?? '',
    found,
    volunteer,
    who: who ?? '',
    asking: asking?.items.map(({ id, name, bornIn }) => ({ id, name, beside: bornIn })),
    askedBy: askedBy && { id: askedBy.id, name: askedBy.name },
    mayActFor: may(reach, 'courtyard:read'),
  };
};

export const actions: Actions = {
  record: async (event) => {
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
    if (answer.ok) redirect(303, `/console/${community}/timebank/service-records/${answer.value.id}`);
    const { status, reason = '' } = answer.refusal;
    return fail(status, { ...returnedForm(typed, answer.refusal), checked: reason.startsWith('check') });
  },
  /** What the checks noticed is for another to confirm. */
  propose: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const proposals = event.locals.api.communities[':community'].timebank['service-proposals'];
    const { verifier: _, ...said } = serviceRecordIn(typed);
    const answer = await submit(
      event,
      proposals.$post({
        param: { community },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: said,
      }),
    );
    if (!answer.ok)
      return fail(answer.refusal.status, { ...returnedForm(typed, answer.refusal), checked: true });
    redirect(303, `/console/${community}/timebank/service-proposals/${answer.value.id}`);
  },
};
