import { fail, redirect } from '@sveltejs/kit';
import { orderView } from '#lib/catalogue/order-view.ts';
import { ask, submit } from '#lib/console/ask.server.ts';
import { returnedForm } from '#lib/console/form.ts';
import { squareOf } from '#lib/server/square.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const order = (event: RequestEvent) => event.locals.api.communities[':community'].me.timebank.orders[':id'];

/** One order, with the code to collect it: for the eye, and for the desk's scanner. */
export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const { pathname } = event.url;
  if ((await event.locals.session()) === undefined) redirect(303, `/sign-in/card?next=${pathname}`);
  const shown = orderView(await ask(event, order(event).$get({ param: { community, id } })));
  const square = shown.code === undefined ? undefined : squareOf(shown.code.digits);
  return { back: `/${community}/me/orders`, order: shown, square };
};

export const actions: Actions = {
  /** Is done once, so that it needs no key of its own. */
  default: async (event) => {
    const answer = await submit(event, order(event).cancellation.$post({ param: event.params }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm({}, answer.refusal));
    redirect(303, event.url.pathname);
  },
};
