import { z } from 'zod';
import { type Contribution, contribute } from '../kernel/index.ts';

/** Goods or a service that points can be redeemed for. `stock` is absent for services. */
export const CatalogueItem = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(['goods', 'service']),
  points: z.number().int(),
  stock: z.number().int().optional(),
  note: z.string().optional(),
});
export type CatalogueItem = z.infer<typeof CatalogueItem>;

export const tallyCatalogueItem = (): Contribution[] => contribute('catalogueItems', 1, {});
