import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { type Instant, internal, personal } from '../kernel/index.ts';
import { HeldRole } from './member.ts';
import { tokenHashOf } from './session.ts';

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

// Without letters and digits that look alike, because it is read out on the telephone. Twelve of 30 are 58 bits.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz2345678';
const LENGTH = 12;

/** A new code, in three groups of four: `abcd-efgh-jkmn`. Shown once and stored as its hash only. */
export function newInvitationCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** The hash a code is found by, however it was typed: capitals, spaces and dashes do not matter. */
export const invitationCodeHash = (typed: string): string =>
  tokenHashOf(`invitation ${typed.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '')}`);

/** What the office sees: an open invitation that has run out is `expired`. */
export const stateOn = (state: 'open' | 'accepted' | 'withdrawn', until: Instant, now: Instant) =>
  state === 'open' && until <= now ? 'expired' : state;
