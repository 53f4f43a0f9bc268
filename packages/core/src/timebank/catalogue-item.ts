import { z } from 'zod';
import { type Contribution, contribute, publicField } from '../kernel/index.ts';
import { CatalogueTerms } from './catalogue/terms.ts';

/**
 * Goods or a service that points can be redeemed for, and on what terms. `stock` is absent for services; what was
 * ordered and not yet collected is no part of it: that is `ordered`.
 */
export const CatalogueItem = CatalogueTerms.extend({
  name: publicField(z.string()),
  type: publicField(z.enum(['goods', 'service'])),
  points: publicField(z.number().int()),
  stock: publicField(z.number().int().optional()),
  ordered: publicField(z.number().int().optional()),
  note: publicField(z.string().optional()),
});
export type CatalogueItem = z.infer<typeof CatalogueItem>;

export const tallyCatalogueItem = (): Contribution[] => contribute('catalogueItems', 1, {});
