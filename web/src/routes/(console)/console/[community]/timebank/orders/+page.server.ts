import { fail } from '@sveltejs/kit';
import { orderView } from '#lib/catalogue/order-view.ts';
import { ask, submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import type { Actions, PageServerLoad } from './$types';

/** A sheet of paper for whoever packs. */
const SHOWN = '50';

/** What waits to be collected, by the day somebody comes for it, and how long it is kept. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const { pathname, searchParams } = event.url;
  const cursor = searchParams.get('cursor') ?? undefined;
  const query = { limit: SHOWN, ...(cursor === undefined ? {} : { cursor }) };
  const { orders, 'order-terms': terms } = event.locals.api.communities[':community'].timebank;
  const [{ items, next }, { keptDays }, reach] = await Promise.all([
    ask(event, orders.$get({ param: { community }, query })),
    ask(event, terms.$get({ param: { community } })),
    reachHere(event),
  ]);
  return {
    ...{ orders: items.map(orderView), keptDays, writes: mayEverywhere(reach, 'timebank:write') },
    firstHref: cursor === undefined ? undefined : pathname,
    nextHref: next === undefined ? undefined : `${pathname}?${new URLSearchParams({ cursor: next })}`,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const json = { keptDays: Number(typed['keptDays'] || Number.NaN) };
    const terms = event.locals.api.communities[':community'].timebank['order-terms'];
    const answer = await submit(event, terms.$put({ param: { community }, json }));
    if (!answer.ok)
      return fail(answer.refusal.status, { ...returnedForm(typed, answer.refusal), saved: false });
    return { typed, message: '', errors: {} as Record<string, string>, saved: true };
  },
};
