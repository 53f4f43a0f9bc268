import { ask } from '#lib/console/ask.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import type { PageServerLoad } from './$types';

/** Whether the community can redeem what people hold: for whoever answers for it. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const { timebank } = event.locals.api.communities[':community'];
  const [solvency, reach] = await Promise.all([
    ask(event, timebank.solvency.$get({ param: { community } })),
    reachHere(event),
  ]);
  const redeemed = solvency.months.reduce((sum, month) => sum + month.redeemed, 0);
  return {
    solvency,
    redeemed,
    lasts: redeemed > 0 ? Math.floor((12 * solvency.stockPoints) / redeemed) : undefined,
    setsRules: mayEverywhere(reach, 'timebank:write'),
  };
};
