import { fail, redirect } from '@sveltejs/kit';
import { type Answer, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { loadDetail } from '#lib/console/load-detail.server.ts';
import { findingWords, serviceProposals } from '#lib/console/nouns/hours.ts';
import type { ItemOf } from '#lib/console/rows.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

type Proposal = ItemOf<'timebank', 'service-proposals'>;

export const load: PageServerLoad = async (event) => {
  const { item, view } = await loadDetail<Proposal>(event, serviceProposals, event.params.id);
  const waits = item.state === 'proposed' || item.state === 'disputed';
  return { detail: view, waits, noticed: item.noticed.map(findingWords) };
};

const decide = async (
  event: RequestEvent,
  send: (
    typed: Record<string, string>,
    proposal: Endpoint,
    param: { community: string; id: string },
  ) => Parameters<typeof submit>[1],
) => {
  const { community, id } = event.params;
  const typed = typedIn(await event.request.formData());
  const proposal = endpoint(event);
  const answer: Answer<unknown> = await submit(event, send(typed, proposal, { community, id }));
  if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
  return redirect(303, `/console/${community}/timebank/service-proposals`);
};

const endpoint = (event: RequestEvent) =>
  event.locals.api.communities[':community'].timebank['service-proposals'][':id'];
type Endpoint = ReturnType<typeof endpoint>;

/** A proposal is decided once, so that neither needs a key of its own. Back to what waits: the next one. */
export const actions: Actions = {
  confirm: (event) =>
    decide(event, (typed, proposal, param) =>
      proposal.confirmation.$post({ param, json: { note: given(typed['note']) } }),
    ),
  decline: (event) =>
    decide(event, (typed, proposal, param) =>
      proposal.refusal.$post({ param, json: { reason: typed['reason'] ?? '' } }),
    ),
};
