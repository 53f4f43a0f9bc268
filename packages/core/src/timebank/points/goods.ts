import { z } from 'zod';
import { internal } from '../../kernel/index.ts';
import { LIMITS, limitsOf } from '../catalogue/offer.ts';
import type { CatalogueItem } from '../catalogue-item.ts';

/**
 * One line of what was handed over: so many of a catalogue item, at so many points each, in the words and at the price of
 * then. `stocked` when it was taken from a stock that is counted, `limitedBy` the limits against which it was counted. A
 * reversal has them below zero.
 */
export const Goods = z.object({
  itemId: internal(z.string()),
  name: internal(z.string()),
  quantity: internal(z.number().int()),
  points: internal(z.number().int()),
  stocked: internal(z.boolean()),
  limitedBy: internal(z.array(z.enum(LIMITS)).optional()),
});
export type Goods = z.infer<typeof Goods>;

/** What is wanted of an item: goods come out of a stock, a service does not. */
export function goodsOf(item: CatalogueItem, quantity: number): Goods {
  const { id, name, type, points } = item;
  const limitedBy = limitsOf(item).map(({ kind }) => kind);
  const line = { itemId: id, name, quantity, points, stocked: type === 'goods' };
  return limitedBy.length === 0 ? line : { ...line, limitedBy };
}

export const pointsFor = (goods: readonly Goods[]): number =>
  goods.reduce((sum, { quantity, points }) => sum + quantity * points, 0);

/** As a passbook says it: 大米5kg ×2、理发 ×1. */
export const goodsInWords = (goods: readonly Goods[]): string =>
  goods.map(({ name, quantity }) => `${name} ×${quantity}`).join('、');

/** The same goods going back. */
export const goodsBack = (goods: readonly Goods[]): Goods[] =>
  goods.map(({ quantity, ...line }) => ({ ...line, quantity: 0 - quantity }));
