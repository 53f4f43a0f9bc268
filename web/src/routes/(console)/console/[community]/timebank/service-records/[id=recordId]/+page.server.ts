import { fail, redirect } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { loadDetail } from '#lib/console/load-detail.server.ts';
import { serviceRecords } from '#lib/console/nouns/timebank.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayIn } from '#lib/console/reach.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { item, view } = await loadDetail<{ reverses?: string; reversedBy?: string; courtyardId?: string }>(
    event,
    serviceRecords,
    event.params.id,
  );
  const standing = item.reverses === undefined && item.reversedBy === undefined;
  const reach = await reachHere(event);
  return { detail: view, reversible: standing && mayIn(reach, 'timebank:write', item.courtyardId) };
};

/** A record can be taken back once, so that the reversal needs no key of its own. */
export const actions: Actions = {
  reverse: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const record = event.locals.api.communities[':community'].timebank['service-records'][':id'];
    const answer = await submit(
      event,
      record.reversal.$post({ param: { community, id }, json: { reason: typed['reason'] ?? '' } }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/console/${community}/timebank/service-records/${answer.value.id}`);
  },
};
