import { fail, redirect } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { loadDetail } from '#lib/console/load-detail.server.ts';
import { serviceRecords } from '#lib/console/nouns/timebank.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { item, view } = await loadDetail<{ reverses?: string; reversedBy?: string }>(
    event,
    serviceRecords,
    event.params.id,
  );
  return { detail: view, reversible: item.reverses === undefined && item.reversedBy === undefined };
};

/** A record can be taken back once, so that the reversal needs no key of its own. */
export const actions: Actions = {
  reverse: async (event) => {
    const { community, id } = event.params;
    const form = await event.request.formData();
    if (!form.has('sure')) return fail(422, { message: m.console_tick_first() });
    const record = event.locals.api.communities[':community'].timebank['service-records'][':id'];
    const answer = await submit(event, record.reversal.$post({ param: { community, id } }));
    if (!answer.ok) return fail(answer.refusal.status, { message: answer.refusal.message });
    redirect(303, `/console/${community}/timebank/service-records/${answer.value.id}`);
  },
};
