import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { may } from '#lib/console/reach.ts';
import { needIn } from '#lib/needs/need-form.ts';
import { needChoices } from '#lib/needs/words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

const FOUND_AT_ONCE = '20';

/** First the person is found in the register by name, then what they need is written down: no script needed. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const reach = await reachHere(event);
  if (!may(reach, 'timebank:write') || !may(reach, 'courtyard:read')) error(403, m.console_not_allowed());
  const { persons } = event.locals.api.communities[':community'].courtyard;
  const search = given(event.url.searchParams.get('search')?.trim());
  const who = given(event.url.searchParams.get('who') ?? undefined);
  if (who !== undefined) {
    const { id, name } = await ask(event, persons[':id'].$get({ param: { community, id: who } }));
    return { key: randomUUID(), asker: { id, name }, choices: needChoices() };
  }
  const found =
    search &&
    (await ask(event, persons.$get({ param: { community }, query: { search, limit: FOUND_AT_ONCE } })));
  return {
    search: search ?? '',
    found: found ? found.items.map(({ id, name, bornIn }) => ({ id, name, beside: bornIn })) : undefined,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const needs = event.locals.api.communities[':community'].timebank['service-needs'];
    const header = { 'idempotency-key': typed['key'] ?? '' };
    const json = { ...needIn(typed), personId: typed['personId'] ?? '' };
    const answer = await submit(event, needs.$post({ param: { community }, header, json }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/console/${community}/timebank/service-needs/${answer.value.id}`);
  },
};
