import { fail } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { historyOf } from '#lib/console/audit/history.server.ts';
import { returnedForm } from '#lib/console/form.ts';
import { loadDetail } from '#lib/console/load-detail.server.ts';
import { nounAt } from '#lib/console/load-list.server.ts';
import { loadPersonal, personalActions } from '#lib/console/personal/personal.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { id } = event.params;
  // Who looked and who changed: that they can ask, and staff can answer.
  const [{ view, item }, history] = await Promise.all([
    loadDetail<{ courtyardId?: string; erased?: boolean }>(event, nounAt('courtyard', 'persons'), id),
    historyOf(event, id),
  ]);
  const personal = item.erased === true ? undefined : await loadPersonal(event, item);
  return { detail: view, history, personal, id };
};

export const actions: Actions = {
  ...personalActions,

  /** A card number and a new PIN, to be handed over at the desk: on the page that answers, and nowhere after that. */
  pin: async (event) => {
    const { community, id } = event.params;
    const { pin } = event.locals.api.communities[':community'].courtyard.persons[':id'];
    const answer = await submit(event, pin.$post({ param: { community, id } }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm({}, answer.refusal));
    return { card: answer.value };
  },
};
