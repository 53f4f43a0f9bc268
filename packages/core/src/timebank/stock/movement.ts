import { z } from 'zod';
import { internal } from '../../kernel/index.ts';

/** Why there are more or fewer of something without anybody having redeemed it: it arrived (入库), or it was counted (盘点). */
export const STOCK_MOVEMENTS = ['delivery', 'count'] as const;

/**
 * One such change of a stock, immutable, with the reason or the source: so many more or, below zero, fewer. What a count
 * found is `counted`; its `change` is the difference that the reason explains.
 */
export const StockMovement = z.object({
  id: internal(z.string()),
  itemId: internal(z.string()),
  kind: internal(z.enum(STOCK_MOVEMENTS)),
  on: internal(z.string()),
  change: internal(z.number().int()),
  counted: internal(z.number().int().optional()),
  reason: internal(z.string()),
});
export type StockMovement = z.infer<typeof StockMovement>;

/** With who entered it. */
export const StockMovementDetail = StockMovement.extend({ by: internal(z.string()) });
export type StockMovementDetail = z.infer<typeof StockMovementDetail>;
