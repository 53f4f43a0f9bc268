import { z } from 'zod';
import { type Contribution, contribute } from '../kernel/index.ts';

/** A collective savings card (时间储蓄卡): of a unit's party organisation, an enterprise or a courtyard. */
export const Card = z.object({
  id: z.string(),
  cardNo: z.string(),
  cardType: z.enum(['unit', 'enterprise', 'courtyard']),
  holder: z.string(),
  courtyardId: z.string().optional(),
  accountId: z.string(),
  keeper: z.string().optional(),
  openedOn: z.string().optional(),
  note: z.string().optional(),
});
export type Card = z.infer<typeof Card>;

const METRIC_OF = { unit: 'unitCards', enterprise: 'enterpriseCards', courtyard: 'courtyardCards' } as const;

export const tallyCard = (card: Card): Contribution[] =>
  contribute(METRIC_OF[card.cardType], 1, { courtyardId: card.courtyardId, on: card.openedOn });
