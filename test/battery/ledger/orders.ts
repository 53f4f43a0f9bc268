import { type Actor, idFrom, plainDateOf, type Scope } from '@linli/core/kernel';
import { cancelOrder, handOverOrder, placeOwnOrder } from '@linli/core/timebank';
import { oneOf } from '../random.ts';
import { type Draw, earlier, entryId, type Operation, upTo } from './draw.ts';
import { ITEMS, personOf, VOLUNTEERS } from './holders.ts';

/** One thing or two of the catalogue, and what they cost. */
export function drawGoods(random: () => number) {
  const first = Math.floor(random() * ITEMS.length);
  const lines = ITEMS.slice(first, first + upTo(2, random)).map((item) => ({
    item,
    quantity: upTo(2, random),
  }));
  return {
    items: lines.map(({ item, quantity }) => ({ itemId: item.id, quantity })),
    total: lines.reduce((sum, { item, quantity }) => sum + item.points * quantity, 0),
  };
}

const orderId = ({ tenantId, key }: Pick<Draw, 'tenantId'> & { key: string }) =>
  idFrom('order', tenantId, key);

const endedBy = (tenantId: string, how: 'cancelled' | 'lapsed', { key }: Operation) =>
  idFrom('pointsEntry', tenantId, `${how} ${orderId({ tenantId, key })}`);

/** The entry by which an order lapses that nobody came for; nobody asks for it, the job makes it. */
export const lapseId = (tenantId: string, ordered: Operation) => endedBy(tenantId, 'lapsed', ordered);

/** A volunteer sets points and goods aside on their telephone. */
export function order(draw: Draw): Operation {
  const { tenantId, key, random } = draw;
  const volunteerId = oneOf(VOLUNTEERS, random);
  const { items, total } = drawGoods(random);
  // Whoever sends the form again sends the day that stands in it.
  let day: string | undefined;
  return {
    key,
    kind: 'order',
    made: [idFrom('pointsEntry', tenantId, `order ${orderId(draw)}`)],
    effects: [{ holder: volunteerId, points: -total, held: total }],
    goods: items,
    hold: { from: volunteerId, points: total },
    run: (scope) => {
      day ??= plainDateOf(scope.now);
      return placeOwnOrder(as(volunteerId, scope), { key, items, total, day });
    },
  };
}

const as = (volunteerId: string, scope: Scope): Scope => {
  const { id: personId, name } = personOf(volunteerId);
  const actor: Actor = {
    ...{ kind: 'user', id: personId.replace('prs_', 'usr_'), name, personId },
    grants: [{ role: 'resident', tenantId: scope.tenantId }],
  };
  return { ...scope, actor };
};

/** The desk hands an order over. */
export function collect(draw: Draw): Operation | undefined {
  const about = earlier(draw, 'order');
  if (about?.hold === undefined) return undefined;
  const { tenantId, key } = draw;
  const { from, points } = about.hold;
  return {
    key,
    kind: 'collect',
    made: [entryId(draw)],
    about,
    effects: [{ holder: from, held: -points }],
    run: (scope) => handOverOrder(scope, orderId({ tenantId, key: about.key }), { key }),
  };
}

/** The desk gives one up; however many ask for that, it is one thing. */
export function cancelled(draw: Draw): Operation | undefined {
  const about = earlier(draw, 'order');
  if (about?.hold === undefined) return undefined;
  const { tenantId, key } = draw;
  const { from, points } = about.hold;
  return {
    key,
    kind: 'cancelOrder',
    made: [endedBy(tenantId, 'cancelled', about)],
    about,
    effects: [{ holder: from, held: -points, points }],
    goods: givenBack(about),
    run: (scope) => cancelOrder(scope, orderId({ tenantId, key: about.key })),
  };
}

export const givenBack = ({ goods = [] }: Operation) =>
  goods.map(({ itemId, quantity }) => ({ itemId, quantity: -quantity }));
