import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { cardsOf, holderOf, holdersLike } from '#lib/console/holders.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

/** What was put aside goes to whoever is found as at the desk, all or a part of it. Two plain steps, no script needed. */
export const load: PageServerLoad = async (event) => {
  if (!mayEverywhere(await reachHere(event), 'timebank:write')) error(403, m.console_not_allowed());
  const { community, id } = event.params;
  const entries = event.locals.api.communities[':community'].timebank['points-entries'];
  const hold = await ask(event, entries[':id'].$get({ param: { community, id } }));
  const held = hold.postings.find(({ part }) => part === 'held');
  if (hold.kind !== 'hold' || held === undefined || hold.closedBy !== undefined) error(404);
  const [to, search] = ['to', 'search'].map((name) => given(event.url.searchParams.get(name)?.trim()));
  const [taker, found, cards] = await Promise.all([
    to === undefined ? undefined : holderOf(event, to),
    to === undefined && search !== undefined ? holdersLike(event, search) : undefined,
    to === undefined ? cardsOf(event) : [],
  ]);
  return {
    key: randomUUID(),
    hold: { points: held.amount, of: held.name ?? '', reason: hold.reason ?? '' },
    entryHref: `/console/${community}/timebank/points-entries/${id}`,
    entryLabel: `${hold.on} ${m.points_kind_hold()}`,
    search: search ?? '',
    ...{ taker, found, cards },
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const points = given(typed['points']);
    const entries = event.locals.api.communities[':community'].timebank['points-entries'];
    const answer = await submit(
      event,
      entries[':id'].capture.$post({
        param: { community, id },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: { to: typed['to'] ?? '', points: points === undefined ? undefined : Number(points) },
      }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/console/${community}/timebank/points-entries/${answer.value.id}`);
  },
};
