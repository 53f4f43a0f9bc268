import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { cardsOf, holderOf, holdersLike } from '#lib/console/holders.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { may } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

/**
 * Points go from the passbook that this was opened from to somebody who is found as at the desk, or to a card; with
 * `kind=issue` they come out of the community's own hand. Two plain steps, no script needed.
 */
export const load: PageServerLoad = async (event) => {
  if (!may(await reachHere(event), 'timebank:write')) error(403, m.console_not_allowed());
  const asked = (name: string) => given(event.url.searchParams.get(name)?.trim());
  const [kind, from, to, search] = ['kind', 'from', 'to', 'search'].map(asked);
  const issues = kind === 'issue';
  if (!issues && from === undefined) error(404);
  const [giver, taker, found, cards] = await Promise.all([
    from === undefined ? undefined : holderOf(event, from),
    to === undefined ? undefined : holderOf(event, to),
    to === undefined && search !== undefined ? holdersLike(event, search) : undefined,
    to === undefined ? cardsOf(event) : [],
  ]);
  return { key: randomUUID(), issues, giver, taker, found, cards, search: search ?? '' };
};

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const { from, to = '', reason = '' } = typed;
    const points = Number(typed['points'] || Number.NaN);
    const entries = event.locals.api.communities[':community'].timebank['points-entries'];
    const sent = { param: { community }, header: { 'idempotency-key': typed['key'] ?? '' } };
    const kind = typed['as'] === 'gift' ? ('gift' as const) : ('transfer' as const);
    const answer = await submit(
      event,
      from === undefined
        ? entries.issues.$post({ ...sent, json: { to, points, reason } })
        : entries.transfers.$post({ ...sent, json: { kind, from, to, points, reason } }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/console/${community}/timebank/passbooks/${from ?? to}`);
  },
};
