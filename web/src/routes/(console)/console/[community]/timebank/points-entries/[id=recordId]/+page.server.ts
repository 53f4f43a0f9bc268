import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { loadDetail } from '#lib/console/load-detail.server.ts';
import { pointsEntries } from '#lib/console/nouns/points.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import type { ItemOf } from '#lib/console/rows.ts';
import type { Actions, PageServerLoad } from './$types';

type Entry = ItemOf<'timebank', 'points-entries'>;

/** What stays: a reversal, and the beginning and the end of a hold. */
const STAYS: ReadonlySet<string> = new Set(['reversal', 'hold', 'release']);

export const load: PageServerLoad = async (event) => {
  const { item, view } = await loadDetail<Entry>(event, pointsEntries, event.params.id);
  const writes = mayEverywhere(await reachHere(event), 'timebank:write');
  return {
    id: event.params.id,
    detail: view,
    key: randomUUID(),
    reversible: writes && item.reversedBy === undefined && !STAYS.has(item.kind),
    open: writes && item.kind === 'hold' && item.closedBy === undefined,
  };
};

export const actions: Actions = {
  /** An entry can be taken back once, so that the reversal needs no key of its own. */
  reverse: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const entry = event.locals.api.communities[':community'].timebank['points-entries'][':id'];
    const answer = await submit(
      event,
      entry.reversal.$post({ param: { community, id }, json: { reason: typed['reason'] ?? '' } }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/console/${community}/timebank/points-entries/${answer.value.id}`);
  },
  release: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const entry = event.locals.api.communities[':community'].timebank['points-entries'][':id'];
    const header = { 'idempotency-key': typed['key'] ?? '' };
    const answer = await submit(event, entry.release.$post({ param: { community, id }, header }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/console/${community}/timebank/points-entries/${answer.value.id}`);
  },
};
