import { z } from 'zod';
import { type Contribution, contribute, internal, personal } from '../kernel/index.ts';

/**
 * A collective savings card (时间储蓄卡): of a unit's party organisation, an enterprise or a courtyard. With two `signatures` its
 * points leave it only when one of its holders has asked and another has signed.
 */
export const Card = z.object({
  id: internal(z.string()),
  cardNo: internal(z.string()),
  cardType: internal(z.enum(['unit', 'enterprise', 'courtyard'])),
  holder: internal(z.string()),
  courtyardId: internal(z.string().optional()),
  accountId: internal(z.string()),
  keeper: personal(z.string().optional()),
  openedOn: internal(z.string().optional()),
  note: internal(z.string().optional()),
  signatures: internal(z.number().int().optional()),
});
export type Card = z.infer<typeof Card>;

const METRIC_OF = { unit: 'unitCards', enterprise: 'enterpriseCards', courtyard: 'courtyardCards' } as const;

export const tallyCard = (card: Card): Contribution[] =>
  contribute(METRIC_OF[card.cardType], 1, { courtyardId: card.courtyardId, on: card.openedOn });
