import { z } from 'zod';
import { LinliError } from '../../kernel/index.ts';
import { notOffered, type Occasion } from '../catalogue/offer.ts';
import type { CatalogueItem } from '../catalogue-item.ts';
import { type Goods, goodsOf, pointsFor } from './goods.ts';

/** A person carries away no more lines than a receipt has; a commit holds a hundred writes. */
const LINES = 20;

/** What somebody wants of the catalogue, and what they were told that it costs: refused when a price has changed since. */
export const BasketInput = z.object({
  items: z
    .array(z.object({ itemId: z.string().max(60), quantity: z.number().int().min(1).max(100) }))
    .min(1)
    .max(LINES),
  /** Whole points. */
  total: z.number().int().min(0),
});
export type BasketInput = z.output<typeof BasketInput>;

/** The same as it is offered now. `uncounted` are goods whose stock nobody has begun to count. */
export type Basket = { items: CatalogueItem[]; goods: Goods[]; total: number; uncounted: CatalogueItem[] };

export function basketWith(items: CatalogueItem[], asked: BasketInput, uncounted: CatalogueItem[]): Basket {
  const goods = items.map((item, i) => goodsOf(item, asked.items[i]?.quantity ?? 0));
  return { items, goods, total: pointsFor(goods), uncounted };
}

/** Why this is not handed out on this occasion, whatever there is of it, or not for what was said; undefined where it is. */
export const refusalOfBasket = (
  { items, goods, total }: Basket,
  asked: BasketInput,
  occasion: Occasion,
): LinliError | undefined =>
  items
    .map((item, i) => notOffered(item, goods[i]?.quantity ?? 0, occasion))
    .find((each) => each !== undefined) ??
  (total === asked.total
    ? undefined
    : new LinliError('conflict', 'priceChanged', { field: 'total', params: { total } }));
