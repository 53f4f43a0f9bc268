import {
  LinliError,
  type Page,
  type PageRequest,
  plainDateOf,
  requireOther,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import { throughDay, view, viewPage } from '../../table/index.ts';
import type { PointsEntry } from '../points/entry.ts';
import { postEntry, postedOrRefused } from '../points/entry-operations.ts';
import type { Holder } from '../points/holder.ts';
import { findHolders } from '../points/holder-operations.ts';
import { closing, giveUp } from './closing-operations.ts';
import { OpenOrders, Orders } from './entities.ts';
import { Order } from './order.ts';
import { orderedStockWrites } from './ordered-stock-operations.ts';
import { orderClosed, storedOrder } from './stored-order-operations.ts';

/** What waits to be collected, by the day on which somebody comes for it. Two round trips a page. */
export async function listOpenOrders(scope: Scope, request: PageRequest): Promise<Page<Order>> {
  requirePermission(scope, 'timebank:read');
  const { tenantId, table } = scope;
  const { items, ...page } = await table.page(OpenOrders, OpenOrders.query.byDay({ tenantId }), request);
  const orders = await table.getMany(
    items.map(({ orderId: id }) => ({ entity: Orders, operation: Orders.get({ tenantId, id }) })),
  );
  return viewPage(Order, { ...page, items: orders.filter((order) => order !== undefined) });
}

/** What one volunteer has ordered, whatever became of it, the newest first. */
export async function listOrdersOf(
  scope: Scope,
  volunteerId: string,
  request: PageRequest,
): Promise<Page<Order>> {
  requirePermission(scope, 'timebank:read');
  const query = Orders.query.ofVolunteer({ tenantId: scope.tenantId, volunteerId });
  return viewPage(Order, await scope.table.page(Orders, query, { ...request, order: 'desc' }));
}

export async function getOrder(scope: Scope, id: string): Promise<Order> {
  requirePermission(scope, 'timebank:read');
  return view(Order, (await storedOrder(scope, id)).order);
}

/**
 * Hands over what was ordered, once: the hold is posted to the community. Only the request that did it is answered with the
 * entry again: another desk, a moment later, is refused and hands out nothing. Throws `conflict` for an order that is over.
 */
export async function handOverOrder(
  scope: Scope,
  id: string,
  { key }: { key: string },
): Promise<PointsEntry> {
  requirePermission(scope, 'timebank:write');
  const stored = await storedOrder(scope, id);
  const { order, hold, held } = stored;
  const [holder] = (await findHolders(scope, 'all', [order.volunteerId])) as [Holder];
  requireOther(scope, holder.personId);
  const request = { key, asked: { handOver: id } };
  if (order.collectBy < plainDateOf(scope.now)) return postedOrRefused(scope, request, orderClosed());
  const { reason, goods, orderedFor } = hold;
  return postEntry(
    scope,
    request,
    {
      ...({ kind: 'capture', reason, goods, orderedFor, closes: hold.id } as const),
      postings: [
        { ...held, amount: -held.amount },
        { account: 'redemption', amount: held.amount },
      ],
    },
    {
      beside: [
        ...closing(scope, stored, { key, state: 'collected' }),
        ...orderedStockWrites(scope, order.goods, 'handedOver'),
      ],
    },
  );
}

/** Gives an order up for somebody who does not come. Doing it twice changes nothing more. */
export async function cancelOrder(scope: Scope, id: string): Promise<Order> {
  requirePermission(scope, 'timebank:write');
  return view(Order, await giveUp(scope, await storedOrder(scope, id), 'cancelled'));
}

/**
 * Lets orders lapse that nobody came for, for a job: one query of those whose day has come. May be told of the same order
 * twice, or of one that was collected meanwhile. Answers how many it let lapse.
 */
export async function lapseOrders(scope: Scope): Promise<number> {
  requirePermission(scope, 'timebank:write');
  const { tenantId, table, now } = scope;
  const today = plainDateOf(now);
  const come = OpenOrders.query.byDay({ tenantId }).lte({ day: throughDay(today) });
  let lapsed = 0;
  for await (const { orderId, collectBy } of table.each(OpenOrders, come)) {
    if (collectBy >= today) continue;
    try {
      await giveUp(scope, await storedOrder(scope, orderId), 'lapsed');
      lapsed++;
    } catch (error) {
      if (!(error instanceof LinliError) || error.reason !== 'orderClosed') throw error;
    }
  }
  return lapsed;
}
