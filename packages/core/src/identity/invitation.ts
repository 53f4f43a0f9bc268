import { z } from 'zod';
import { type Instant, internal, personal } from '../kernel/index.ts';
import { HeldRole } from './member.ts';
import { spokenCodeHash } from './spoken-code.ts';

/** An offer to work in a community with one role; accepted once, by whoever has its code. */
export const Invitation = HeldRole.extend({
  id: internal(z.string()),
  /** Whom it is meant for; a reminder for the office, not checked. */
  name: personal(z.string()),
  state: internal(z.enum(['open', 'accepted', 'withdrawn', 'expired'])),
  createdAt: internal(z.string()),
  createdByName: personal(z.string()),
  until: internal(z.string()),
});
export type Invitation = z.infer<typeof Invitation>;

export const INVITATION_DAYS = 7;
/** An office still sees for so long who was invited by whom. */
export const INVITATION_KEPT_DAYS = 90;

/** The hash a code is found by. */
export const invitationCodeHash = (typed: string): string => spokenCodeHash('invitation', typed);

/** What the office sees: an open invitation that has run out is `expired`. */
export const stateOn = (state: 'open' | 'accepted' | 'withdrawn', until: Instant, now: Instant) =>
  state === 'open' && until <= now ? 'expired' : state;
