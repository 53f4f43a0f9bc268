import { z } from 'zod';
import { internal, personal } from '../../kernel/index.ts';
import { CatalogueItem } from '../catalogue-item.ts';
import { notOffered, type Occasion } from './offer.ts';

/** Why there is nothing of it for them now, apart from what there is and what it costs. */
const BARRED = ['notForCourtyard', 'notRedemptionDay'] as const;

/**
 * One item as it lies before somebody today. `most` is how many of it they may have, by its stock, its places and their
 * month's limit, whatever they can pay; absent where nothing bounds it.
 */
export const ShelfLine = CatalogueItem.extend({
  most: internal(z.number().int().optional()),
  barred: internal(z.enum(BARRED).optional()),
});
export type ShelfLine = z.infer<typeof ShelfLine>;

/** What lies before somebody today (货架), and what they can spend. */
export const Shelf = z.object({
  holder: z.object({ id: internal(z.string()), name: personal(z.string()) }),
  pointsBalance: personal(z.number().int()),
  lines: z.array(ShelfLine),
});
export type Shelf = z.infer<typeof Shelf>;

/** `left` is what the item's limits leave of it, where it has any. Goods that nobody has counted cannot be handed out. */
export function shelfLineOf(item: CatalogueItem, left: number | undefined, occasion: Occasion): ShelfLine {
  const reason = notOffered(item, 0, occasion)?.reason;
  const barred = BARRED.find((each) => each === reason);
  const there = item.type === 'goods' ? (item.stock ?? 0) : undefined;
  const bounds = [there, left, barred && 0].filter((each) => each !== undefined);
  return {
    ...item,
    ...(bounds.length === 0 ? {} : { most: Math.min(...bounds) }),
    ...(barred === undefined ? {} : { barred }),
  };
}
