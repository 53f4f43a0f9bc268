import type { PlainDate } from '../../kernel/index.ts';
import type { PointsEntry } from '../points/entry.ts';
import type { StockMovement } from './movement.ts';

/**
 * What happens to an item of the catalogue in a month: so many `delivered`, `handedOver` and, of these, `takenBack`; `counted`
 * is what stock-takes found more or, below zero, fewer than the book says. `points` is what was paid for it, net.
 */
export const GOODS_MOVES = ['delivered', 'handedOver', 'takenBack', 'counted', 'points'] as const;
export type GoodsMoves = Record<(typeof GOODS_MOVES)[number], number>;

/** What one record adds to one of them. */
export type GoodsMove = { itemId: string; on: PlainDate; what: keyof GoodsMoves; by: number };

/** Goods that are ordered are set aside and not gone: they are handed over by the entry that ends the order. */
export function movesOfEntry({ kind, goods = [], on }: PointsEntry): GoodsMove[] {
  if (kind === 'hold') return [];
  return goods.flatMap(({ itemId, quantity, points, stocked }): GoodsMove[] => {
    const gone: GoodsMove =
      quantity < 0
        ? { itemId, on, what: 'takenBack', by: -quantity }
        : { itemId, on, what: 'handedOver', by: quantity };
    const paid: GoodsMove = { itemId, on, what: 'points', by: quantity * points };
    return stocked ? [gone, paid] : [paid];
  });
}

export const movesOfStock = ({ itemId, kind, on, change }: StockMovement): GoodsMove[] => [
  { itemId, on, what: kind === 'delivery' ? 'delivered' : 'counted', by: change },
];
