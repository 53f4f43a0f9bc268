import { z } from 'zod';
import { idFrom, internal, personal } from '../../kernel/index.ts';

/**
 * `seated` and `waiting` are open; `attended` came, `absent` did not; `cancelled` gave it up, `handedOver` to somebody who
 * took the seat over.
 */
export const SIGN_UP_STATES = ['seated', 'waiting', 'attended', 'absent', 'cancelled', 'handedOver'] as const;
export type SignUpState = (typeof SIGN_UP_STATES)[number];

/** One volunteer's place in one shift: there is one of them for ever, so that nobody is in it twice. */
export const SignUp = z.object({
  id: internal(z.string()),
  shiftId: internal(z.string()),
  activityId: internal(z.string()),
  startsAt: internal(z.string()),
  volunteerId: personal(z.string()),
  volunteerNo: personal(z.string()),
  volunteerName: personal(z.string()),
  state: personal(z.enum(SIGN_UP_STATES)),
  /** The volunteer to whom the seat is offered, until they take it. */
  offeredTo: personal(z.string().optional()),
});
export type SignUp = z.infer<typeof SignUp>;

export const signUpIdOf = (tenantId: string, shiftId: string, volunteerId: string): string =>
  idFrom('signUp', tenantId, shiftId, volunteerId);

/** Signed up, gone again, and free to sign up once more. */
export const isOut = (state: SignUpState): boolean => state === 'cancelled' || state === 'handedOver';
