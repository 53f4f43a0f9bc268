import { z } from 'zod';
import {
  idFrom,
  LinliError,
  notFound,
  type Page,
  type PageRequest,
  type PlainDate,
  parse,
  plainDateOf,
  type Scope,
} from '../../kernel/index.ts';
import { provenance, view, viewPage, type Write, write } from '../../table/index.ts';
import { countWrites } from '../catalogue/count-operations.ts';
import { Shelf } from '../catalogue/shelf.ts';
import { shelfOf } from '../catalogue/shelf-operations.ts';
import { requireOwnVolunteer } from '../own.ts';
import { BasketInput, refusalOfBasket } from '../points/basket.ts';
import { basketOf } from '../points/basket-operations.ts';
import { postEntry, postedOrRefused } from '../points/entry-operations.ts';
import { goodsInWords } from '../points/goods.ts';
import { type Holder, heldPostingOf, postingOf } from '../points/holder.ts';
import { findHolders } from '../points/holder-operations.ts';
import { beginStocks } from '../points/stock-operations.ts';
import { ruleOfToday } from '../rules/rule-operations.ts';
import { refusalToSpend } from '../rules/spending.ts';
import { giveUp } from './closing-operations.ts';
import { OpenOrders, Orders } from './entities.ts';
import { daysAfter, holdKeyOf, Order, orderCodeOf, PlacedOrder, refusalOfDay } from './order.ts';
import { orderedStockWrites } from './ordered-stock-operations.ts';
import { storedOrder } from './stored-order-operations.ts';
import { storedTerms } from './terms-operations.ts';

/** What lies before somebody who orders, on the day on which they mean to come: any from today `through` the last. */
export const OwnShelf = Shelf.extend({ day: z.string(), today: z.string(), through: z.string() });
export type OwnShelf = z.infer<typeof OwnShelf>;

/** For today where no day is asked for. Throws `invalid` for a day on which the order would have lapsed. */
export async function getOwnShelf(scope: Scope, { day }: { day?: PlainDate } = {}): Promise<OwnShelf> {
  const { id } = await requireOwnVolunteer(scope);
  const today = plainDateOf(scope.now);
  const [[holder], { keptDays }] = await Promise.all([
    findHolders(scope, 'all', [id]) as Promise<[Holder]>,
    storedTerms(scope),
  ]);
  const through = daysAfter(today, keptDays);
  const on = day ?? today;
  const refusal = refusalOfDay(on, today, through);
  if (refusal !== undefined) throw refusal;
  return view(OwnShelf, { ...(await shelfOf(scope, holder, on)), day: on, today, through });
}

export const OrderInput = BasketInput.extend({
  /** On which they come for it. */
  day: z.iso.date(),
});

/** Another code is drawn when an open order has the same: of a thousand open ones, eight such draws in a row never meet. */
const CODE_TRIES = 8;

/**
 * Orders goods and services: points are held, stocks, places and limits are taken, or nothing is. The same key again answers
 * with the order as it was placed. Eight write units and two for the index entries, two for each item that has a stock and
 * two for each limit. Throws `limit_exceeded` for a balance, a stock or a limit that does not reach, `conflict` for what is
 * not offered to them on that day, or for a price that has changed.
 */
export async function placeOwnOrder(
  scope: Scope,
  input: z.input<typeof OrderInput> & { key: string },
): Promise<PlacedOrder> {
  const self = await requireOwnVolunteer(scope);
  const asked = parse(OrderInput, input);
  const [[holder], basket, rule, { keptDays }] = await Promise.all([
    findHolders(scope, 'all', [self.id]) as Promise<[Holder]>,
    basketOf(scope, asked),
    ruleOfToday(scope),
    storedTerms(scope),
  ]);
  const { tenantId, now } = scope;
  const id = idFrom('order', tenantId, input.key);
  const request = { key: holdKeyOf(id), asked: { order: asked, volunteer: self.id } };
  const { accountId, courtyardId, name } = holder;
  const occasion = { accountId, courtyardId, on: asked.day };
  const today = plainDateOf(now);
  const collectBy = daysAfter(today, keptDays);
  const refusal =
    refusalOfDay(asked.day, today, collectBy) ??
    refusalToSpend(rule, holder, 'holder') ??
    refusalOfBasket(basket, asked, occasion);
  if (refusal !== undefined) {
    await postedOrRefused(scope, request, refusal);
    return placedOrder(scope, id);
  }
  const { goods, total: points, items, uncounted } = basket;
  await beginStocks(scope, uncounted);
  const order: Omit<Order, 'code'> = {
    ...{ id, volunteerId: self.id, name, courtyardId, goods, points },
    ...{ day: asked.day, collectBy, orderedAt: now, state: 'open' },
  };
  const draft = {
    ...({ kind: 'hold', reason: goodsInWords(goods), goods, orderedFor: asked.day } as const),
    postings: [postingOf(holder, 0 - points), heldPostingOf(holder, points)],
  };
  await withAFreeCode(id, (code, taken) =>
    postEntry(scope, request, draft, {
      beside: [
        ...opened(scope, { ...order, code }, taken),
        ...orderedStockWrites(scope, goods, 'setAside'),
        ...countWrites(scope, items, goods, occasion),
      ],
    }),
  );
  return placedOrder(scope, id);
}

async function withAFreeCode(
  orderId: string,
  place: (code: string, taken: LinliError) => Promise<unknown>,
): Promise<void> {
  const taken = new LinliError('unavailable', 'tooBusy');
  for (let attempt = 1; ; attempt++) {
    try {
      await place(orderCodeOf(orderId, attempt), taken);
      return;
    } catch (error) {
      if (error !== taken || attempt === CODE_TRIES) throw error;
    }
  }
}

function opened(scope: Scope, order: Order, taken: LinliError): Write[] {
  const { id: orderId, code: id, day, collectBy } = order;
  const twice = new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  return [
    write(Orders.create({ ...order, ...provenance(scope) }), twice),
    write(OpenOrders.create({ tenantId: scope.tenantId, id, orderId, day, collectBy }), taken),
  ];
}

const placedOrder = async (scope: Scope, id: string): Promise<PlacedOrder> =>
  view(PlacedOrder, (await storedOrder(scope, id)).order);

/** What somebody has ordered, the newest first. */
export async function listOwnOrders(scope: Scope, request: PageRequest): Promise<Page<Order>> {
  const { id: volunteerId } = await requireOwnVolunteer(scope);
  const query = Orders.query.ofVolunteer({ tenantId: scope.tenantId, volunteerId });
  return viewPage(Order, await scope.table.page(Orders, query, { ...request, order: 'desc' }));
}

/** One of their own; anybody else's is not there. */
export async function getOwnOrder(scope: Scope, id: string): Promise<Order> {
  return view(Order, (await ownOrder(scope, id)).order);
}

/** Gives an order up, once: all that it had taken is free again. Throws `conflict` once it is collected or has lapsed. */
export async function cancelOwnOrder(scope: Scope, id: string): Promise<Order> {
  return view(Order, await giveUp(scope, await ownOrder(scope, id), 'cancelled'));
}

async function ownOrder(scope: Scope, id: string) {
  const { id: volunteerId } = await requireOwnVolunteer(scope);
  const stored = await storedOrder(scope, id);
  if (stored.order.volunteerId !== volunteerId) throw notFound('order');
  return stored;
}
