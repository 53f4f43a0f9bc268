import {
  LinliError,
  type Page,
  type PageRequest,
  plainDateOf,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import { type Made, provenance, viewPage, type Write, write } from '../../table/index.ts';
import { StockMovements } from './entities.ts';
import { type StockMovement, StockMovementDetail } from './movement.ts';

/** The row of a movement, for the commit that moves the stock. */
export const movementWrite = (
  scope: Scope,
  movement: Omit<StockMovement, 'on'>,
  {
    askedHash,
    taken = new LinliError('conflict', 'alreadyChanged'),
  }: { askedHash?: string; taken?: LinliError } = {},
): Write => {
  const on = plainDateOf(scope.now);
  const hash = askedHash === undefined ? {} : { askedHash };
  return write(StockMovements.create({ ...movement, on, ...provenance(scope), ...hash }), taken);
};

/** What arrived of an item and what was counted, the newest day first. */
export async function listStockMovements(
  scope: Scope,
  itemId: string,
  request: PageRequest,
): Promise<Page<StockMovementDetail>> {
  requirePermission(scope, 'timebank:read');
  const { table, tenantId } = scope;
  const ofItem = StockMovements.query.ofItem({ tenantId, itemId });
  const { items, ...page } = await table.page(StockMovements, ofItem, { ...request, order: 'desc' });
  const told = items.map((movement) => ({ ...movement, by: (movement.made as Made).byName }));
  return viewPage(StockMovementDetail, { ...page, items: told });
}
