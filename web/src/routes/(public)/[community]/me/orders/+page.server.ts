import { redirect } from '@sveltejs/kit';
import { orderView } from '#lib/catalogue/order-view.ts';
import { askUnless } from '#lib/console/ask.server.ts';
import type { PageServerLoad } from './$types';

const SHOWN = '20';

/** What a volunteer has ordered, the newest first. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const here = `/${community}/me/orders`;
  if ((await event.locals.session()) === undefined) redirect(303, `/sign-in/card?next=${here}`);
  const back = `/${community}/me`;
  const cursor = event.url.searchParams.get('cursor') ?? undefined;
  const query = { limit: SHOWN, ...(cursor === undefined ? {} : { cursor }) };
  const { orders } = event.locals.api.communities[':community'].me.timebank;
  const asked = await askUnless(event, orders.$get({ param: { community }, query }), 'notAVolunteer');
  if ('refused' in asked) return { here, back, notAVolunteer: asked.refused };
  const { items, next } = asked.value;
  return {
    ...{ here, back, orders: items.map(orderView) },
    firstHref: cursor === undefined ? undefined : here,
    nextHref: next === undefined ? undefined : `${here}?${new URLSearchParams({ cursor: next })}`,
  };
};
