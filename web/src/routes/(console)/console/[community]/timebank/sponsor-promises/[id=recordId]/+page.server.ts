import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { loadDetail } from '#lib/console/load-detail.server.ts';
import { sponsorPromises } from '#lib/console/nouns/promises.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import type { ItemOf } from '#lib/console/rows.ts';
import type { Actions, PageServerLoad } from './$types';

type Item = ItemOf<'timebank', 'sponsor-promises'>;

/** One promise: what came of it is taken into stock here, so that it is counted towards it. */
export const load: PageServerLoad = async (event) => {
  const { item, view } = await loadDetail<Item>(event, sponsorPromises, event.params.id);
  const writes = mayEverywhere(await reachHere(event), 'timebank:write');
  return {
    ...{ detail: view, key: randomUUID(), itemId: item.itemId, sponsor: item.sponsor },
    open: writes && item.withdrawn === undefined,
    withdrawable: writes && (item.state === 'open' || item.state === 'overdue'),
    left: Math.max(0, item.quantity - item.delivered),
  };
};

export const actions: Actions = {
  deliver: async (event) => {
    const { community, id: promiseId } = event.params;
    const typed = typedIn(await event.request.formData());
    const items = event.locals.api.communities[':community'].timebank['catalogue-items'];
    const answer = await submit(
      event,
      items[':id'].deliveries.$post({
        param: { community, id: typed['itemId'] ?? '' },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: {
          ...{ reason: typed['reason'] ?? '', promiseId },
          quantity: Number(typed['quantity'] || Number.NaN),
        },
      }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, event.url.pathname);
  },
  withdraw: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const one = event.locals.api.communities[':community'].timebank['sponsor-promises'][':id'];
    const json = { reason: typed['why'] ?? '' };
    const answer = await submit(event, one.withdrawal.$post({ param: { community, id }, json }));
    if (!answer.ok)
      return fail(answer.refusal.status, returnedForm(typed, { ...answer.refusal, field: 'why' }));
    redirect(303, event.url.pathname);
  },
};
