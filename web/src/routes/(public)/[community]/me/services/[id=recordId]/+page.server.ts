import { fail, redirect } from '@sveltejs/kit';
import { type Answer, ask, submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { proposalLine } from '#lib/public/own-proposal.ts';
import { squareOf } from '#lib/server/square.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const proposal = (event: RequestEvent) =>
  event.locals.api.communities[':community'].me.timebank['service-proposals'][':id'];

export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const found = await ask(event, proposal(event).$get({ param: { community, id } }));
  const receivedHref = `/${community}/me/received/${id}`;
  const asked = new URL(receivedHref, event.url).href;
  const waits = found.state === 'proposed' && found.witness === undefined;
  return {
    back: `/${community}/me/services`,
    line: proposalLine(found),
    note: found.note,
    dispute: found.dispute?.note,
    open: found.state === 'proposed' || found.state === 'disputed',
    disputable: found.state === 'declined' && found.dispute === undefined,
    asked: waits ? { href: asked, square: squareOf(asked) } : undefined,
  };
};

const back = <T>(answer: Answer<T>, typed: Record<string, string>, href: string) =>
  answer.ok ? redirect(303, href) : fail(answer.refusal.status, returnedForm(typed, answer.refusal));

/** Each is done once, so that none needs a key of its own. */
export const actions: Actions = {
  withdraw: async (event) => {
    const answer = await submit(event, proposal(event).withdrawal.$post({ param: event.params }));
    return back(answer, {}, event.url.pathname);
  },
  dispute: async (event) => {
    const typed = typedIn(await event.request.formData());
    const json = { note: typed['note'] ?? '' };
    const answer = await submit(event, proposal(event).dispute.$post({ param: event.params, json }));
    return back(answer, typed, event.url.pathname);
  },
};
