import { randomUUID } from 'node:crypto';
import { historyOf } from '#lib/console/audit/history.server.ts';
import { loadDetail } from '#lib/console/load-detail.server.ts';
import { nounAt } from '#lib/console/load-list.server.ts';
import { loadPersonal, personalActions } from '#lib/console/personal/personal.server.ts';
import { givePin, stopPin } from '#lib/console/personal/pin.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { id } = event.params;
  // Who looked and who changed: that they can ask, and staff can answer.
  const [{ view, item }, history] = await Promise.all([
    loadDetail<{ courtyardId?: string; erased?: boolean }>(event, nounAt('courtyard', 'persons'), id),
    historyOf(event, id),
  ]);
  const personal = item.erased === true ? undefined : await loadPersonal(event, item);
  return { detail: view, history, personal, id, key: randomUUID() };
};

export const actions: Actions = {
  ...personalActions,

  pin: (event) => givePin(event, event.params.community, event.params.id),

  stopPin: (event) => stopPin(event, event.params.community, event.params.id),
};
