import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { type Answer, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { volunteersLike } from '#lib/console/holders.server.ts';
import { loadDetail } from '#lib/console/load-detail.server.ts';
import { serviceNeeds } from '#lib/console/nouns/needs.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayIn } from '#lib/console/reach.ts';
import type { ItemOf } from '#lib/console/rows.ts';
import type { Actions, PageServerLoad } from './$types';

/** A need with what can be done about it: first of all, who goes. */
export const load: PageServerLoad = async (event) => {
  const search = given(event.url.searchParams.get('search')?.trim());
  const [{ item, view }, reach] = await Promise.all([
    loadDetail<ItemOf<'timebank', 'service-needs'>>(event, serviceNeeds, event.params.id),
    reachHere(event),
  ]);
  const writes = mayIn(reach, 'timebank:write', item.courtyardId);
  const sends = writes && item.state === 'open';
  return {
    detail: view,
    sends,
    taken: writes && item.state === 'taken',
    search: search ?? '',
    found: sends && search !== undefined ? await volunteersLike(event, search) : undefined,
  };
};

type Event = RequestEvent & { params: { community: string; id: string } };
type Endpoint = ReturnType<typeof needOf>['one'];

const needOf = ({ locals, params: { community, id } }: Event) => ({
  one: locals.api.communities[':community'].timebank['service-needs'][':id'],
  param: { community, id },
});

/** A step is taken once, so that it needs no key of its own; what comes back says which form it was. */
async function go(
  event: Event,
  which: string,
  send: (one: Endpoint, typed: Record<string, string>) => Parameters<typeof submit<unknown>>[1],
) {
  const typed = typedIn(await event.request.formData());
  const { one } = needOf(event);
  const answer: Answer<unknown> = await submit(event, send(one, typed));
  if (!answer.ok) return fail(answer.refusal.status, { which, ...returnedForm(typed, answer.refusal) });
  redirect(303, event.url.pathname);
}

const reasoned = (which: 'refusal' | 'reopening' | 'closing' | 'cancellation') => (event: Event) =>
  go(event, which, (one, { reason = '' }) =>
    one[which].$post({ param: needOf(event).param, json: { reason } }),
  );

export const actions: Actions = {
  send: (event) =>
    go(event, 'send', (one, { volunteerId = '' }) =>
      one.dispatch.$post({ param: needOf(event).param, json: { volunteerId } }),
    ),
  refusal: reasoned('refusal'),
  reopening: reasoned('reopening'),
  closing: reasoned('closing'),
  cancellation: reasoned('cancellation'),
};
