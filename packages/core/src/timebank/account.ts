import { z } from 'zod';
import { idFrom, internal, type PlainDate, personal } from '../kernel/index.ts';
import { Naming } from './recognition/naming.ts';

export const OWNER_KINDS = ['member', 'unit', 'enterprise', 'courtyard'] as const;
export type OwnerKind = (typeof OWNER_KINDS)[number];

/**
 * What a member or a collective has in the two books: points that can be spent (`pointsBalance`) and points put aside for
 * something not yet handed over (`pointsHeld`), neither ever below zero; and minutes served (`minutesServed`, never
 * spent). They share an item so that a service record costs two writes. `lineCount` is how often it has moved: the number
 * of the last line of its passbook. Of a volunteer's, `star` is the star level that was granted, `naming` whether they
 * agree to be named in public, and `erased` that their data were erased: only what counts is left.
 */
export const Account = z.object({
  id: internal(z.string()),
  ownerId: internal(z.string()),
  ownerKind: internal(z.enum(OWNER_KINDS)),
  pointsBalance: personal(z.number().int()),
  pointsHeld: personal(z.number().int()),
  minutesServed: personal(z.number().int()),
  lineCount: internal(z.number().int()),
  /** Notice of points that run out at the end of a day, oldest first: as many as there were when it was given. */
  expiring: personal(z.object({ on: z.string(), points: z.number().int() }).optional()),
  star: personal(z.number().int().optional()),
  naming: personal(Naming.optional()),
  erased: internal(z.boolean().optional()),
});
export type Account = z.infer<typeof Account>;

/** The notice that holds on a day: of no more than is still there, and none of what has run out. */
export function expiringOn({ expiring, pointsBalance }: Account, today: PlainDate): Account['expiring'] {
  if (expiring === undefined || expiring.on < today || pointsBalance === 0) return undefined;
  return { ...expiring, points: Math.min(expiring.points, pointsBalance) };
}

/** How an account reads that has never been posted to. */
export const emptyAccount = (owner: Pick<Account, 'id' | 'ownerId' | 'ownerKind'>): Account => ({
  ...owner,
  pointsBalance: 0,
  pointsHeld: 0,
  minutesServed: 0,
  lineCount: 0,
});

/** A volunteer's own account: its id follows from the volunteer, so that it needs no look-up before the first posting. */
export const memberAccountId = (tenantId: string, volunteerId: string) =>
  idFrom('account', tenantId, 'member', volunteerId);

export const cardAccountId = (tenantId: string, cardId: string) =>
  idFrom('account', tenantId, 'card', cardId);
