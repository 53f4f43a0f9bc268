import { fail } from '@sveltejs/kit';
import { ask, askIfThere, sendTo, submit } from '#lib/console/ask.server.ts';
import { count, dayOf } from '#lib/console/cell.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { loadDetail } from '#lib/console/load-detail.server.ts';
import { cards } from '#lib/console/nouns/timebank.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import type { ItemOf } from '#lib/console/rows.ts';
import { LIST_STATES } from '#lib/gifts/list-words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** A collective card: who holds it, how many of them sign, and what was given out of it. */
export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const param = { community, id };
  const one = event.locals.api.communities[':community'].timebank.cards[':id'];
  const reach = await reachHere(event);
  const [{ item, view }, whole] = await Promise.all([
    loadDetail<ItemOf<'timebank', 'cards'>>(event, cards, id),
    mayEverywhere(reach, 'timebank:read')
      ? Promise.all([
          ask(event, one.holders.$get({ param })),
          ask(event, one.gifts.$get({ param, query: { limit: '20' } })),
        ])
      : undefined,
  ]);
  const writes = mayEverywhere(reach, 'timebank:write');
  return {
    id,
    detail: view,
    writes,
    signatures: item.signatures ?? 1,
    holders: whole?.[0].items
      .map(({ named, removed, ...holder }) => ({
        ...holder,
        named: { ...named, at: dayOf(named.at).text },
        removed: removed && { ...removed, at: dayOf(removed.at).text },
      }))
      .sort((a, b) => Number(a.removed !== undefined) - Number(b.removed !== undefined)),
    gifts: whole?.[1].items.map(({ id: listId, on, reason, lines, total, state }) => ({
      ...{ id: listId, on, reason, lines },
      ...{ total: count(total).text, state: LIST_STATES[state]() },
    })),
    ...(writes ? await found(event) : { searched: '', persons: undefined }),
  };
};

type Person = { id: string; name: string; bornIn?: string };

/** Who of the register may be meant; undefined before anything was searched for. */
async function found(event: RequestEvent) {
  const searched = given(event.url.searchParams.get('person')?.trim());
  if (searched === undefined) return { searched: '', persons: undefined };
  const query = new URLSearchParams({ search: searched, limit: '20' });
  const asking = sendTo(event, event.params.community, `courtyard/persons?${query}`);
  const persons = await askIfThere<{ items: Person[] }>(event, asking);
  const said = ({ name, bornIn }: Person) => [name, bornIn].filter(Boolean).join(' · ');
  return { searched, persons: persons?.items.map((one) => ({ value: one.id, label: said(one) })) };
}

export const actions: Actions = {
  name: (event) =>
    change(event, ({ holders }, { community, id }, { personId = '', reason = '' }) =>
      holders[':personId'].$put({ param: { community, id, personId }, json: { reason } }),
    ),
  remove: (event) =>
    change(event, ({ holders }, { community, id }, { personId = '', reason = '' }) =>
      holders[':personId'].removal.$post({ param: { community, id, personId }, json: { reason } }),
    ),
  signatures: (event) =>
    change(event, ({ signatures }, param, typed) =>
      signatures.$put({ param, json: { signatures: typed['signatures'] === '2' ? 2 : 1 } }),
    ),
};

type OneCard = RequestEvent['locals']['api']['communities'][':community']['timebank']['cards'][':id'];
type Answering = Parameters<typeof submit<unknown>>[1];

/** What was typed and where it was refused; `step` names the form that it belongs to. */
async function change(
  event: RequestEvent,
  send: (card: OneCard, param: RequestEvent['params'], typed: Record<string, string>) => Answering,
) {
  const typed = typedIn(await event.request.formData());
  const card = event.locals.api.communities[':community'].timebank.cards[':id'];
  const answer = await submit(event, send(card, event.params, typed));
  if (answer.ok) return { done: true as const, typed: {} as Record<string, string>, message: '', errors: {} };
  return fail(answer.refusal.status, { done: false as const, ...returnedForm(typed, answer.refusal) });
}
