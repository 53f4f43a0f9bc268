import { z } from 'zod';
import {
  type Instant,
  LinliError,
  notFound,
  parse,
  requireCourtyards,
  requireOther,
  requireWithin,
  type Scope,
} from '../../kernel/index.ts';
import { contentHash, provenance, view, type Write, write } from '../../table/index.ts';
import { getVolunteer } from '../operations.ts';
import type { Volunteer } from '../volunteer.ts';
import { ShiftSeats, SignUps } from './entities.ts';
import {
  decided,
  newCause,
  promotions,
  type Standing,
  type StoredSignUp,
  seatsMoved,
  seatsWrite,
  signUpChange,
  signUpWrite,
  standingOf,
  standingOfVolunteer,
} from './seat-operations.ts';
import { SIGN_UPS_LIMIT, WAITLIST_LIMIT, withoutWaiting, withSeats } from './seats.ts';
import type { Shift } from './shift.ts';
import { isOut, SignUp, signUpIdOf } from './sign-up.ts';

export const SignUpInput = z.object({ volunteerId: z.string().max(60) });

/** Signs a volunteer up at the desk, until the shift is over. */
export async function signVolunteerUp(
  scope: Scope,
  shiftId: string,
  input: z.input<typeof SignUpInput> & { key: string },
): Promise<SignUp> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { volunteerId } = parse(SignUpInput, input);
  const volunteer = await getVolunteer(scope, volunteerId);
  requireWithin(within, volunteer.courtyardId, 'volunteer');
  return signUp(scope, shiftId, volunteer, {
    key: input.key,
    until: ({ endsAt }) => endsAt,
    onBehalfOf: volunteer.personId,
  });
}

type Asking = {
  key: string;
  /** When it is too late. */
  until(shift: Shift): Instant;
  /** At the desk, the person it was done for. */
  onBehalfOf?: string;
};

/**
 * A seat, or a place in the waitlist where none is free: decided by the write itself, in one commit of two items, four
 * write units and one for the sign-up's index entry. There is one sign-up of a volunteer and a shift for ever: whoever asks
 * again is told of it, and the same request has the same answer. Throws `limit_exceeded` when the waitlist is full, too.
 */
export async function signUp(
  scope: Scope,
  shiftId: string,
  volunteer: Pick<Volunteer, 'id' | 'volunteerNo' | 'name'>,
  { key, until, onBehalfOf }: Asking,
): Promise<SignUp> {
  const askedHash = contentHash({ asked: { signUp: shiftId, volunteer: volunteer.id, key } });
  return decided(async () => {
    const standing = await standingOfVolunteer(scope, shiftId, volunteer.id);
    const { shift, seats, signUp: before } = standing;
    if (before?.askedHash === askedHash) return view(SignUp, { ...before, state: before.answered });
    if (before !== undefined && !isOut(before.state)) return view(SignUp, before);
    requireOpen(standing, scope.now, until(shift));
    requireRoom(seats);
    const state = seats.free > 0 ? 'seated' : 'waiting';
    const { id: volunteerId, volunteerNo, name: volunteerName } = volunteer;
    const after: StoredSignUp = {
      ...{ id: signUpIdOf(scope.tenantId, shiftId, volunteerId), shiftId, activityId: shift.activityId },
      ...{ startsAt: shift.startsAt, volunteerId, volunteerNo, volunteerName },
      ...{ state, answered: state, askedHash },
    };
    await scope.table.commit([
      ...(before === undefined
        ? [write(SignUps.create({ ...after, ...provenance(scope, onBehalfOf) }), seatsMoved())]
        : onceMore(scope, before, after, onBehalfOf)),
      taking(scope, after, before === undefined),
    ]);
    return view(SignUp, after);
  });
}

export function requireOpen({ seats }: Standing, now: Instant, until: Instant): void {
  if (seats.calledOff !== undefined) throw new LinliError('conflict', 'shiftCalledOff');
  if (now >= until) throw new LinliError('conflict', 'shiftClosed');
}

/** What the write demands, said before it is tried: that nothing is left is no reason to try again. */
function requireRoom({ free, waitingCount, signUpCount }: Standing['seats']): void {
  if (signUpCount >= SIGN_UPS_LIMIT || (free < 1 && waitingCount >= WAITLIST_LIMIT))
    throw new LinliError('limit_exceeded', 'waitlistFull', { params: { max: WAITLIST_LIMIT } });
}

/** Whoever had given it up signs up again, at the end of the queue. */
function onceMore(
  scope: Scope,
  before: StoredSignUp,
  after: StoredSignUp,
  onBehalfOf: string | undefined,
): Write[] {
  const { tenantId } = scope;
  const { id, shiftId, state, askedHash, answered } = after;
  const cause = newCause(scope);
  const again = SignUps.patch({ tenantId, shiftId, id })
    .set({ state, askedHash, answered, touchedBy: cause })
    .where((stored, { eq }) => eq(stored.state, before.state));
  return [
    write(again, seatsMoved()),
    signUpChange(scope, cause, {
      ...{ action: 'change', id, onBehalfOf },
      ...{ before: { state: before.state }, after: { state } },
    }),
  ];
}

/** Of the seats what a new sign-up takes: the limits are conditions of this write. */
function taking({ tenantId }: Scope, { id, shiftId, state }: StoredSignUp, isNew: boolean): Write {
  const counted = { signUpCount: isNew ? 1 : 0 };
  const patch = ShiftSeats.patch({ tenantId, id: shiftId });
  if (state === 'seated') {
    const seat = patch
      .add({ free: -1, ...counted })
      .where(({ free, signUpCount, calledOff }, { gte, lt, notExists }) =>
        [gte(free, 1), lt(signUpCount, SIGN_UPS_LIMIT), notExists(calledOff)].join(' AND '),
      );
    return write(seat, seatsMoved());
  }
  const place = patch
    .append({ waiting: [id] })
    .add({ waitingCount: 1, ...counted })
    .where(({ free, waitingCount, signUpCount, calledOff }, { lt, notExists }) =>
      [
        lt(free, 1),
        lt(waitingCount, WAITLIST_LIMIT),
        lt(signUpCount, SIGN_UPS_LIMIT),
        notExists(calledOff),
      ].join(' AND '),
    );
  return write(place, seatsMoved());
}

export const CancellationInput = z.object({ reason: z.string().trim().max(120).optional() });

/** Takes somebody out of a shift at the desk, once: the first who waits gets the seat in the same commit. */
export async function cancelSignUp(
  scope: Scope,
  shiftId: string,
  signUpId: string,
  input: z.input<typeof CancellationInput> = {},
): Promise<SignUp> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { reason } = parse(CancellationInput, input);
  return cancel(scope, shiftId, signUpId, { reason }, ({ shift }) =>
    requireWithin(within, shift.courtyardId, 'shift'),
  );
}

/** `demand` refuses whoever may not do this, by what is stored. The same again answers with the same. */
export async function cancel(
  scope: Scope,
  shiftId: string,
  signUpId: string,
  said: { reason?: string | undefined },
  demand: (standing: Standing & { signUp: StoredSignUp }) => void,
): Promise<SignUp> {
  return decided(async () => {
    const { shift, seats, signUp: before } = await standingOf(scope, shiftId, signUpId);
    if (before === undefined) throw notFound('signUp');
    demand({ shift, seats, signUp: before });
    const { state } = before;
    if (isOut(state)) return view(SignUp, before);
    if (state !== 'seated' && state !== 'waiting') throw new LinliError('conflict', 'signUpOver');
    const moved = state === 'seated' ? withSeats(seats, 1) : withoutWaiting(seats, signUpId);
    const cause = newCause(scope);
    await scope.table.commit([
      signUpWrite(scope, before, [state, 'cancelled'], cause),
      ...promotions(scope, shiftId, moved, cause),
      seatsWrite(scope, seats, moved, seatsMoved()),
      signUpChange(scope, cause, {
        ...{ action: 'cancel', id: signUpId, reason: said.reason },
        ...{ before: { state }, after: { state: 'cancelled', promoted: moved.promoted[0] } },
      }),
    ]);
    const { offeredTo: _, ...rest } = before;
    return view(SignUp, { ...rest, state: 'cancelled' });
  });
}

/** Says of somebody who had a seat that they did not come, once the shift has begun. The seat stays theirs: nobody comes late for it. */
export async function markAbsent(scope: Scope, shiftId: string, signUpId: string): Promise<SignUp> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { shift, signUp: before } = await standingOf(scope, shiftId, signUpId);
  requireWithin(within, shift.courtyardId, 'shift');
  if (before === undefined) throw notFound('signUp');
  if (scope.actor.personId !== undefined)
    requireOther(scope, (await getVolunteer({ ...scope }, before.volunteerId)).personId);
  if (before.state === 'absent') return view(SignUp, before);
  if (scope.now < shift.startsAt) throw new LinliError('conflict', 'shiftNotBegun');
  if (before.state !== 'seated') throw new LinliError('conflict', 'signUpOver');
  const cause = newCause(scope);
  await scope.table.commit([
    signUpWrite(scope, before, ['seated', 'absent'], cause),
    signUpChange(scope, cause, {
      ...{ action: 'noShow', id: signUpId },
      ...{ before: { state: 'seated' }, after: { state: 'absent' } },
    }),
  ]);
  return view(SignUp, { ...before, state: 'absent' });
}
