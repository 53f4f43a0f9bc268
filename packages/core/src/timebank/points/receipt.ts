import { z } from 'zod';
import { internal, personal } from '../../kernel/index.ts';
import { PointsEntry } from './entry.ts';

/**
 * What is said to somebody who has redeemed: the entry, and what they had right after it. `pointsAfter` is absent while
 * the passbook is not printed as far as that and the account has moved on.
 */
export const Receipt = z.object({
  entry: PointsEntry,
  holder: z.object({ id: internal(z.string()), name: personal(z.string()) }),
  pointsAfter: personal(z.number().int().optional()),
});
export type Receipt = z.infer<typeof Receipt>;
