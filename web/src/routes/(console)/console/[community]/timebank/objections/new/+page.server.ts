import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { may, mayEverywhere } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

/** Who says it at the desk is found first, then what they say is written down. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const reach = await reachHere(event);
  if (!mayEverywhere(reach, 'timebank:write')) error(403, m.console_not_yours());
  const { persons } = event.locals.api.communities[':community'].courtyard;
  const asked = (name: string) => given(event.url.searchParams.get(name)?.trim());
  const [about, who, forWhom] = ['about', 'who', 'for'].map(asked);
  if (about === undefined) error(404, m.error_not_found_text());
  const [found, askedBy] = await Promise.all([
    who === undefined
      ? undefined
      : ask(event, persons.$get({ param: { community }, query: { search: who, limit: '20' } })),
    forWhom === undefined
      ? undefined
      : ask(event, persons[':id'].$get({ param: { community, id: forWhom } })),
  ]);
  return {
    about,
    key: randomUUID(),
    who: who ?? '',
    found: found?.items.map(({ id, name, bornIn }) => ({ id, name, beside: bornIn })),
    askedBy: askedBy && { id: askedBy.id, name: askedBy.name },
    mayActFor: may(reach, 'courtyard:read'),
  };
};

const PAGES: Record<string, string> = { srd: 'star-rounds', crt: 'certificates' };

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const onBehalfOf = given(typed['onBehalfOf']);
    const { objections } = event.locals.api.communities[':community'].timebank;
    const answer = await submit(
      event,
      objections.$post({
        param: { community },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: {
          about: typed['about'] ?? '',
          reason: typed['reason'] ?? '',
          ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
        },
      }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    const { publicityId } = answer.value;
    redirect(303, `/console/${community}/timebank/${PAGES[publicityId.slice(0, 3)]}/${publicityId}`);
  },
};
