import { LinliError, type Scope } from '../../kernel/index.ts';
import { type Write, write } from '../../table/index.ts';
import { Stocks } from '../entities.ts';
import type { Goods } from '../points/goods.ts';

/** What becomes of goods that are ordered: set aside, then handed over or given back. What is on hand is not set aside. */
const MOVES = {
  setAside: { onHand: -1, ordered: 1 },
  handedOver: { onHand: 0, ordered: -1 },
  givenBack: { onHand: 1, ordered: -1 },
} as const;

/** Two write units for each line of goods that has a stock. More than there is is refused in the write itself. */
export const orderedStockWrites = (
  { tenantId }: Scope,
  goods: readonly Goods[],
  move: keyof typeof MOVES,
): Write[] =>
  goods
    .filter(({ stocked }) => stocked)
    .map(({ itemId, name, quantity }) => {
      const by = MOVES[move];
      const moved = Stocks.patch({ tenantId, id: itemId }).add({
        onHand: by.onHand * quantity,
        ordered: by.ordered * quantity,
      });
      const guarded = by.onHand < 0 ? moved.where(({ onHand }, { gte }) => gte(onHand, quantity)) : moved;
      return write(guarded, new LinliError('limit_exceeded', 'outOfStock', { params: { name } }));
    });
