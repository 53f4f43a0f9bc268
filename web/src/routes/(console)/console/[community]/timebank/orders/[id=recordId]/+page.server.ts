import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { orderView } from '#lib/catalogue/order-view.ts';
import { ask, submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const order = (event: RequestEvent) => event.locals.api.communities[':community'].timebank.orders[':id'];

/** One order at the desk: what is to be handed over, and one button that has the focus. */
export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const [found, reach] = await Promise.all([
    ask(event, order(event).$get({ param: { community, id } })),
    reachHere(event),
  ]);
  const writes = mayEverywhere(reach, 'timebank:write');
  return { order: orderView(found), holderId: found.volunteerId, writes, key: randomUUID() };
};

export const actions: Actions = {
  handOver: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const header = { 'idempotency-key': typed['key'] ?? '' };
    const answer = await submit(event, order(event)['hand-over'].$post({ param: { community, id }, header }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/console/${community}/timebank/desk?done=${answer.value.id}`);
  },
  /** Is done once, so that it needs no key of its own. */
  cancel: async (event) => {
    const answer = await submit(event, order(event).cancellation.$post({ param: event.params }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm({}, answer.refusal));
    redirect(303, event.url.pathname);
  },
};
