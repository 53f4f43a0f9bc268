import { fail } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { loadDetail } from '#lib/console/load-detail.server.ts';
import { nounAt } from '#lib/console/load-list.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const [{ view, item }, reach] = await Promise.all([
    loadDetail<{ phone?: string }>(event, nounAt('partners', 'units'), event.params.id),
    reachHere(event),
  ]);
  return { detail: view, mayReveal: item.phone !== undefined && mayEverywhere(reach, 'personal:reveal') };
};

export const actions: Actions = {
  /** On the page that answers, and nowhere after that. */
  reveal: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const { reveal } = event.locals.api.communities[':community'].partners.units[':id'];
    const json = { reason: typed['reason'] ?? '' };
    const answer = await submit(event, reveal.$post({ param: { community, id }, json }));
    if (!answer.ok) return fail(answer.refusal.status, { reveal: returnedForm(typed, answer.refusal) });
    return { revealed: [{ field: 'phone' as const, value: answer.value.phone }] };
  },
};
