import { fail, redirect } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { loadDetail } from '#lib/console/load-detail.server.ts';
import { catalogueItems } from '#lib/console/nouns/timebank.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import type { ItemOf } from '#lib/console/rows.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { item, view } = await loadDetail<ItemOf<'timebank', 'catalogue-items'>>(
    event,
    catalogueItems,
    event.params.id,
  );
  const writes = mayEverywhere(await reachHere(event), 'timebank:write');
  return {
    detail: view,
    editHref: writes ? `${event.url.pathname}/edit` : undefined,
    counts: writes && item.type === 'goods',
    expected: item.stock === undefined ? '' : String(item.stock),
  };
};

/** A stock-take: what was counted takes the place of what the page showed, and of nothing newer. */
export const actions: Actions = {
  count: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const { timebank } = event.locals.api.communities[':community'];
    const expected = given(typed['expected']);
    const answer = await submit(
      event,
      timebank['catalogue-items'][':id'].stock.$put({
        param: { community, id },
        json: {
          ...(expected === undefined ? {} : { expected: Number(expected) }),
          counted: Number(typed['counted'] || Number.NaN),
          reason: typed['reason'] ?? '',
        },
      }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/console/${community}/timebank/catalogue-items/${id}`);
  },
};
