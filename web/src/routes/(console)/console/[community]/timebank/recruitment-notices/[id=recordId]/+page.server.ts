import { fail, redirect } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { loadDetail } from '#lib/console/load-detail.server.ts';
import { recruitmentNotices } from '#lib/console/nouns/volunteering.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import type { ItemOf } from '#lib/console/rows.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { item, view } = await loadDetail<ItemOf<'timebank', 'recruitment-notices'>>(
    event,
    recruitmentNotices,
    event.params.id,
  );
  const writes = mayEverywhere(await reachHere(event), 'timebank:write');
  return { detail: view, id: item.id, closes: writes && item.state === 'open' };
};

/** A call ends once, so that ending it needs no key of its own. */
export const actions: Actions = {
  close: async (event) => {
    const { community, id } = event.params;
    const notice = event.locals.api.communities[':community'].timebank['recruitment-notices'][':id'];
    const answer = await submit(event, notice.closing.$post({ param: { community, id } }));
    if (!answer.ok) return fail(answer.refusal.status, { message: answer.refusal.message });
    redirect(303, `/console/${community}/timebank/recruitment-notices/${id}`);
  },
};
