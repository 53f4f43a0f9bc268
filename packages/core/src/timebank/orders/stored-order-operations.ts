import { LinliError, notFound, type Scope } from '../../kernel/index.ts';
import { PointsEntries } from '../entities.ts';
import { PointsEntry, type PointsPosting } from '../points/entry.ts';
import { entryIdOf } from '../points/entry-operations.ts';
import { OpenOrders, Orders } from './entities.ts';
import { holdKeyOf, Order } from './order.ts';

/** An order as it is stored, names unmasked, with the hold of its points and that hold's posting to what is put aside. */
export type StoredOrder = { order: Order; hold: PointsEntry; held: PointsPosting };

/** Read consistently, in one round trip. */
export async function storedOrder(scope: Scope, id: string): Promise<StoredOrder> {
  const { tenantId, table } = scope;
  const [order, entry] = await table.getMany(
    [
      { entity: Orders, operation: Orders.get({ tenantId, id }) },
      {
        entity: PointsEntries,
        operation: PointsEntries.get({ tenantId, id: entryIdOf(scope, holdKeyOf(id)) }),
      },
    ],
    { consistent: true },
  );
  if (order === undefined || entry === undefined) throw notFound('order');
  const hold = PointsEntry.parse(entry);
  const held = hold.postings.find(({ part }) => part === 'held');
  if (held === undefined) throw new Error(`The hold of order ${id} holds nothing`);
  return { order: Order.parse(order), hold, held };
}

/** The open order with this code; undefined where there is none. */
export async function orderOfCode({ table, tenantId }: Scope, code: string): Promise<Order | undefined> {
  const open = await table.get(OpenOrders, OpenOrders.get({ tenantId, id: code }));
  if (open === undefined) return undefined;
  const order = await table.get(Orders, Orders.get({ tenantId, id: open.orderId }));
  return order === undefined ? undefined : Order.parse(order);
}

/** The order was collected, cancelled, or has lapsed meanwhile. */
export const orderClosed = () => new LinliError('conflict', 'orderClosed');
