import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import { LinliError, newId, notFound, parse, requirePermission, type Scope } from '../../kernel/index.ts';
import { type Write, write } from '../../table/index.ts';
import { CatalogueItem } from '../catalogue-item.ts';
import { CatalogueItems, Stocks } from '../entities.ts';
import { movementWrite } from '../stock/movement-operations.ts';
import type { Goods } from './goods.ts';

/**
 * What handing over takes from the stocks, or a reversal puts back. More than there is is refused in the write itself, so
 * that two desks never hand out the same last bag.
 */
export const stockWrites = ({ tenantId }: Scope, goods: readonly Goods[]): Write[] =>
  goods
    .filter(({ stocked }) => stocked)
    .map(({ itemId, name, quantity }) => {
      const taken = Stocks.patch({ tenantId, id: itemId }).add({ onHand: 0 - quantity });
      const guarded = quantity > 0 ? taken.where(({ onHand }, { gte }) => gte(onHand, quantity)) : taken;
      return write(guarded, new LinliError('limit_exceeded', 'outOfStock', { params: { name } }));
    });

/**
 * Begins to count the stock of goods that a ledger brought, from what that ledger says of it; where it is counted already,
 * or the ledger says nothing, nothing is done.
 */
export async function beginStocks(
  { table, tenantId }: Scope,
  items: readonly CatalogueItem[],
): Promise<void> {
  const stated = items.flatMap(({ id, type, stock: onHand }) =>
    type === 'goods' && onHand !== undefined ? [Stocks.create({ tenantId, id, onHand })] : [],
  );
  await table.insertMany(stated);
}

export const CountStockInput = z.object({
  /** How many were there by the book, as the page showed it. */
  expected: z.number().int().min(0).max(1_000_000).optional(),
  counted: z.number().int().min(0).max(1_000_000),
  reason: z.string().trim().min(2).max(120),
});

/**
 * A stock-take (盘点): so many were counted, and the difference is explained. Refused when the stock moved since the page
 * was shown: the count would undo what was handed over meanwhile.
 */
export async function countStock(
  scope: Scope,
  itemId: string,
  input: z.input<typeof CountStockInput>,
): Promise<CatalogueItem> {
  requirePermission(scope, 'timebank:write');
  const { expected, counted, reason } = parse(CountStockInput, input);
  const { table, tenantId } = scope;
  const catalogued = await requireGoods(scope, itemId, 'counted');
  const set = Stocks.upsert({ tenantId, id: itemId, onHand: counted }).where((stock, { eq, notExists }) =>
    expected === undefined ? notExists(stock.onHand) : eq(stock.onHand, expected),
  );
  await table.commit([
    write(set, new LinliError('conflict', 'alreadyChanged')),
    movementWrite(scope, {
      ...{ id: newId('stockMovement', scope.now), itemId, kind: 'count', reason },
      ...{ change: counted - (expected ?? 0), counted },
    }),
    recordChange(scope, {
      ...{ action: 'count', noun: 'catalogueItem', id: itemId, reason },
      before: { onHand: expected },
      after: { onHand: counted },
    }),
  ]);
  return { ...catalogued, stock: counted };
}

/** The goods whose stock is to be changed, counted from now on. Throws `invalid`, by the form's field, for a service. */
export async function requireGoods(scope: Scope, itemId: string, field: string): Promise<CatalogueItem> {
  const { table, tenantId } = scope;
  const item = await table.get(CatalogueItems, CatalogueItems.get({ tenantId, id: itemId }));
  if (item === undefined) throw notFound('catalogueItem');
  const goods = CatalogueItem.parse(item);
  if (goods.type !== 'goods') throw new LinliError('invalid', 'noStockOfService', { field });
  await beginStocks(scope, [goods]);
  return goods;
}
