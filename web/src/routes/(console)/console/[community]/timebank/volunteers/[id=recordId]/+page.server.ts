import { ask } from '#lib/console/ask.server.ts';
import { count, hours } from '#lib/console/cell.ts';
import { loadDetail } from '#lib/console/load-detail.server.ts';
import { volunteers } from '#lib/console/nouns/timebank.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const one = event.locals.api.communities[':community'].timebank.volunteers[':id'];
  const [{ item, view }, account] = await Promise.all([
    loadDetail<{ courtyardId?: string }>(event, volunteers, id),
    ask(event, one.account.$get({ param: { community, id } })),
  ]);
  return {
    detail: view,
    id,
    courtyardId: item.courtyardId,
    account: { points: count(account.pointsBalance).text, hours: hours(account.minutesServed).text },
  };
};
