import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { pictureOf } from '#lib/catalogue/picture.ts';
import { ask, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { type TableView, tableView } from '#lib/console/list-view.ts';
import { loadDetail } from '#lib/console/load-detail.server.ts';
import { settingOf } from '#lib/console/load-list.server.ts';
import type { Column } from '#lib/console/noun.ts';
import { STOCK_MOVEMENTS } from '#lib/console/nouns/stock-movements.ts';
import { catalogueItems } from '#lib/console/nouns/timebank.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere, type Reach } from '#lib/console/reach.ts';
import type { ItemOf } from '#lib/console/rows.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { item, view } = await loadDetail<ItemOf<'timebank', 'catalogue-items'>>(
    event,
    catalogueItems,
    event.params.id,
  );
  const reach = await reachHere(event);
  const writes = mayEverywhere(reach, 'timebank:write');
  const isGoods = item.type === 'goods';
  return {
    detail: view,
    movements: isGoods && mayEverywhere(reach, 'timebank:read') ? await movementsOf(event, reach) : undefined,
    writes,
    picture: pictureOf(event.params.community, item),
    editHref: writes ? `${event.url.pathname}/edit` : undefined,
    counts: writes && isGoods,
    expected: item.stock === undefined ? '' : String(item.stock),
    setAside: item.ordered === undefined ? undefined : m.desk_set_aside({ count: String(item.ordered) }),
    key: randomUUID(),
  };
};

/** A glance: the newest of a year or two. */
const MOVEMENTS_SHOWN = '25';

async function movementsOf(event: RequestEvent, reach: Reach): Promise<TableView | undefined> {
  const { community, id } = event.params;
  const item = event.locals.api.communities[':community'].timebank['catalogue-items'][':id'];
  const query = { limit: MOVEMENTS_SHOWN };
  const { items } = await ask(event, item['stock-movements'].$get({ param: { community, id }, query }));
  if (items.length === 0) return undefined;
  const setting = settingOf(community, [], reach);
  return tableView(m.stock_movements(), STOCK_MOVEMENTS as readonly Column<never>[], items, setting);
}

/** Of a picture as it is sent: the API says of what is larger only that it is too long a text. */
const PICTURE_BYTES = 200_000;

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
    if (!answer.ok)
      return fail(answer.refusal.status, { ...returnedForm(typed, answer.refusal), of: 'count' as const });
    redirect(303, `/console/${community}/timebank/catalogue-items/${id}`);
  },
  /** What arrived is added to whatever there is by now. */
  deliver: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const item = event.locals.api.communities[':community'].timebank['catalogue-items'][':id'];
    const answer = await submit(
      event,
      item.deliveries.$post({
        param: { community, id },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: { quantity: Number(typed['quantity'] || Number.NaN), reason: typed['reason'] ?? '' },
      }),
    );
    if (!answer.ok)
      return fail(answer.refusal.status, { ...returnedForm(typed, answer.refusal), of: 'deliver' as const });
    redirect(303, `/console/${community}/timebank/catalogue-items/${id}`);
  },
  picture: async (event) => {
    const { community, id } = event.params;
    const data = await event.request.formData();
    const typed = typedIn(data);
    const file = data.get('file');
    const refused = { typed, message: m.picture_too_big(), errors: { file: m.picture_too_big() } };
    if (!(file instanceof File) || file.size > PICTURE_BYTES)
      return fail(413, { ...refused, of: 'picture' as const });
    const base64 = Buffer.from(await file.arrayBuffer()).toString('base64');
    const json = { file: base64, alt: typed['alt'] ?? '' };
    const item = event.locals.api.communities[':community'].timebank['catalogue-items'][':id'];
    const answer = await submit(event, item.picture.$put({ param: { community, id }, json }));
    if (!answer.ok)
      return fail(answer.refusal.status, { ...returnedForm(typed, answer.refusal), of: 'picture' as const });
    redirect(303, event.url.pathname);
  },
  removePicture: async (event) => {
    const item = event.locals.api.communities[':community'].timebank['catalogue-items'][':id'];
    const answer = await submit(event, item.picture.$delete({ param: event.params }));
    if (!answer.ok)
      return fail(answer.refusal.status, { ...returnedForm({}, answer.refusal), of: 'picture' as const });
    redirect(303, event.url.pathname);
  },
};
