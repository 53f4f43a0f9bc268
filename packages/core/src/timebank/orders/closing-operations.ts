import type { Scope } from '../../kernel/index.ts';
import { type Write, write } from '../../table/index.ts';
import { countsBack } from '../catalogue/count-operations.ts';
import { PointsEntries } from '../entities.ts';
import { occasionOf, type PointsEntry } from '../points/entry.ts';
import { entryIdOf, postEntry } from '../points/entry-operations.ts';
import { OpenOrders, Orders } from './entities.ts';
import type { Order, OrderState } from './order.ts';
import { orderedStockWrites } from './ordered-stock-operations.ts';
import { orderClosed, type StoredOrder } from './stored-order-operations.ts';

/** Ends an order, once, whoever else is about to: the hold, the order and its code say so in one commit. */
export function closing(
  scope: Scope,
  { order: { id, code }, hold }: StoredOrder,
  { key, state }: { key: string; state: OrderState },
): Write[] {
  const { tenantId } = scope;
  const closedBy = entryIdOf(scope, key);
  const freed = PointsEntries.patch({ tenantId, id: hold.id })
    .set({ closedBy })
    .where((entry, { notExists }) => notExists(entry.closedBy));
  const closed = Orders.patch({ tenantId, id })
    .set({ state, closedBy })
    .where((order, { eq }) => eq(order.state, 'open'));
  return [
    write(freed, orderClosed()),
    write(closed, orderClosed()),
    write(OpenOrders.remove({ tenantId, id: code }), orderClosed()),
  ];
}

/** Gives back all that an order had taken: the points, the goods, the places and what was counted. */
export async function giveUp(
  scope: Scope,
  stored: StoredOrder,
  state: 'cancelled' | 'lapsed',
): Promise<Order> {
  const { order, hold, held } = stored;
  const key = `${state} ${order.id}`;
  const { part: _, ...free } = held;
  const entry: Omit<PointsEntry, 'id' | 'on'> = {
    kind: 'release',
    reason: hold.reason,
    postings: [{ ...held, amount: -held.amount }, free],
    closes: hold.id,
  };
  const { id: closedBy } = await postEntry(scope, { key, asked: { [state]: order.id } }, entry, {
    beside: [
      ...closing(scope, stored, { key, state }),
      ...orderedStockWrites(scope, order.goods, 'givenBack'),
      ...countsBack(scope, order.goods, occasionOf(hold)),
    ],
  });
  return { ...order, state, closedBy };
}
