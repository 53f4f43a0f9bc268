import { z } from 'zod';
import { idFrom, internal, personal } from '../kernel/index.ts';

/**
 * What a member or a collective has in the two books: points that can be spent (`pointsBalance`, never below zero) and
 * minutes served (`minutesServed`, never spent). They share an item so that a service record costs two writes.
 */
export const Account = z.object({
  id: internal(z.string()),
  ownerId: internal(z.string()),
  ownerKind: internal(z.enum(['member', 'unit', 'enterprise', 'courtyard'])),
  pointsBalance: personal(z.number().int()),
  minutesServed: personal(z.number().int()),
});
export type Account = z.infer<typeof Account>;

/** A volunteer's own account: its id follows from the volunteer, so that it needs no look-up before the first posting. */
export const memberAccountId = (tenantId: string, volunteerId: string) =>
  idFrom('account', tenantId, 'member', volunteerId);

export const cardAccountId = (tenantId: string, cardId: string) =>
  idFrom('account', tenantId, 'card', cardId);
