import { fail, redirect } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { loadDetail } from '#lib/console/load-detail.server.ts';
import { pointsRules } from '#lib/console/nouns/timebank.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import type { ItemOf } from '#lib/console/rows.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { item, view } = await loadDetail<ItemOf<'timebank', 'points-rules'>>(
    event,
    pointsRules,
    event.params.id,
  );
  const writes = mayEverywhere(await reachHere(event), 'timebank:write');
  return { detail: view, withdraws: writes && item.state === 'coming' };
};

export const actions: Actions = {
  withdraw: async (event) => {
    const { community, id } = event.params;
    const one = event.locals.api.communities[':community'].timebank['points-rules'][':id'];
    const answer = await submit(event, one.withdrawal.$post({ param: { community, id } }));
    if (!answer.ok) return fail(answer.refusal.status, { message: answer.refusal.message });
    redirect(303, `/console/${community}/timebank/points-rules/${id}`);
  },
};
