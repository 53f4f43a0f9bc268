import { z } from 'zod';
import { publicField } from '../../kernel/index.ts';

/** On what terms a community keeps what was ordered (预订规则): `keptDays` after the day of the order it lapses. */
export const OrderTerms = z.object({ keptDays: publicField(z.number().int().min(1).max(60)) });
export type OrderTerms = z.infer<typeof OrderTerms>;

export const DEFAULT_TERMS: OrderTerms = { keptDays: 7 };
