import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import { idFrom, LinliError, parse, plainDateOf, requirePermission, type Scope } from '../../kernel/index.ts';
import { contentHash, view, write } from '../../table/index.ts';
import { Stocks } from '../entities.ts';
import { requireGoods } from '../points/stock-operations.ts';
import { deliveredOn } from '../promises/promise-operations.ts';
import { StockMovements } from './entities.ts';
import { StockMovement } from './movement.ts';
import { movementWrite } from './movement-operations.ts';

export const DeliveryInput = z.object({
  quantity: z.number().int().min(1).max(1_000_000),
  /** From whom, or for what. */
  reason: z.string().trim().min(2).max(120),
  /** Of the sponsor's promise that it keeps, if it keeps one. */
  promiseId: z.string().max(60).optional(),
});

/**
 * Takes goods that arrived into stock (入库): adds to what there is, whatever is handed out meanwhile. Its id follows from the
 * key, so that the same delivery sent twice arrives once. Throws `invalid` for a service.
 */
export async function receiveDelivery(
  scope: Scope,
  itemId: string,
  input: z.input<typeof DeliveryInput> & { key: string },
): Promise<StockMovement> {
  requirePermission(scope, 'timebank:write');
  const { quantity, reason, promiseId } = parse(DeliveryInput, input);
  await requireGoods(scope, itemId, 'quantity');
  const { tenantId, table, now } = scope;
  const id = idFrom('stockMovement', tenantId, input.key);
  const movement = { id, itemId, kind: 'delivery' as const, change: quantity, reason };
  const askedHash = contentHash({ movement, promiseId });
  const taken = new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  const arrived = Stocks.upsert({ tenantId, id: itemId }).add({ onHand: quantity });
  try {
    await table.commit([
      movementWrite(scope, movement, { askedHash, taken }),
      write(arrived, new LinliError('conflict', 'alreadyChanged')),
      ...(promiseId === undefined ? [] : [deliveredOn(scope, promiseId, itemId, quantity)]),
      recordChange(scope, {
        ...{ action: 'receive', noun: 'catalogueItem', id: itemId, reason },
        after: { delivered: quantity },
      }),
    ]);
    return view(StockMovement, { ...movement, on: plainDateOf(now) });
  } catch (error) {
    const key = StockMovements.get({ tenantId, id });
    const before = error === taken ? await table.get(StockMovements, key, { consistent: true }) : undefined;
    if (before?.askedHash !== askedHash) throw error;
    return view(StockMovement, before);
  }
}
