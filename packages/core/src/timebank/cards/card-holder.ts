import { z } from 'zod';
import { internal, personal } from '../../kernel/index.ts';

/** When somebody was given a card or it was taken from them, by whom and why. */
const Said = z.object({ at: internal(z.string()), by: personal(z.string()), reason: personal(z.string()) });

/**
 * A person with a collective card (持卡人): they see its passbook, ask for gifts out of it, and sign for one another's. One
 * record for a person and a card; `removed` is there once the card was taken from them, and goes when they get it again.
 */
export const CardHolder = z.object({
  cardId: internal(z.string()),
  personId: personal(z.string()),
  name: personal(z.string()),
  named: personal(Said),
  removed: personal(Said.optional()),
});
export type CardHolder = z.infer<typeof CardHolder>;

/** Holders of one card lie together. */
export const holderIdOf = (cardId: string, personId: string): string => `${holdersOf(cardId)}${personId}`;
export const holdersOf = (cardId: string): string => `${cardId}.`;
