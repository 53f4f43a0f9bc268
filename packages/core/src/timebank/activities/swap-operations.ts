import { LinliError, notFound, type Scope } from '../../kernel/index.ts';
import { contentHash, provenance, view, type Write, write } from '../../table/index.ts';
import type { Volunteer } from '../volunteer.ts';
import { ShiftSeats, SignUps } from './entities.ts';
import {
  decided,
  newCause,
  type StoredSignUp,
  seatsMoved,
  seatsWrite,
  signUpChange,
  standingOf,
  standingOfVolunteer,
} from './seat-operations.ts';
import { type Seats, SIGN_UPS_LIMIT, WAITLIST_LIMIT, withoutWaiting } from './seats.ts';
import { isOut, SignUp, signUpIdOf } from './sign-up.ts';
import { requireOpen } from './sign-up-operations.ts';

type Whom = Pick<Volunteer, 'id' | 'volunteerNo' | 'name'>;

/** Offers one's seat to another volunteer, who may take it until the shift begins; offered to somebody else, it is theirs no more. */
export async function offerSeat(
  scope: Scope,
  shiftId: string,
  from: Whom,
  to: Pick<Whom, 'id'>,
): Promise<SignUp> {
  if (from.id === to.id) throw new LinliError('invalid', 'seatToOneself', { field: 'volunteerNo' });
  const { tenantId, now, table } = scope;
  const standing = await standingOfVolunteer(scope, shiftId, from.id);
  const { shift, signUp: before } = standing;
  if (before === undefined) throw notFound('signUp');
  requireOpen(standing, now, shift.startsAt);
  if (before.state !== 'seated') throw new LinliError('conflict', 'signUpOver');
  if (before.offeredTo === to.id) return view(SignUp, before);
  const cause = newCause(scope);
  const offered = SignUps.patch({ tenantId, shiftId, id: before.id })
    .set({ offeredTo: to.id, touchedBy: cause })
    .where(({ state }, { eq }) => eq(state, 'seated'));
  await table.commit([
    write(offered, new LinliError('conflict', 'signUpOver')),
    signUpChange(scope, cause, { action: 'offer', id: before.id, after: { offeredTo: to.id } }),
  ]);
  return view(SignUp, { ...before, offeredTo: to.id });
}

/**
 * Takes the seat that another volunteer has offered: theirs ends and one's own begins in one commit, so that the seat is
 * never anybody else's. Whoever waited for the shift leaves the waitlist by it. The same again answers with the same.
 */
export async function takeSeat(
  scope: Scope,
  shiftId: string,
  fromSignUpId: string,
  to: Whom,
): Promise<SignUp> {
  const { tenantId } = scope;
  const askedHash = contentHash({ asked: { takeSeat: fromSignUpId, volunteer: to.id } });
  return decided(async () => {
    const [offer, standing] = await Promise.all([
      standingOf(scope, shiftId, fromSignUpId),
      standingOfVolunteer(scope, shiftId, to.id),
    ]);
    const { shift, seats, signUp: own } = standing;
    if (own?.askedHash === askedHash) return view(SignUp, { ...own, state: own.answered });
    const theirs = offer.signUp;
    if (theirs?.offeredTo !== to.id || theirs.state !== 'seated')
      throw new LinliError('conflict', 'offerOver');
    requireOpen(standing, scope.now, shift.startsAt);
    if (own !== undefined && own.state !== 'waiting' && !isOut(own.state))
      throw new LinliError('conflict', 'signedUpAlready');
    const cause = newCause(scope);
    const after: StoredSignUp = {
      ...{ id: signUpIdOf(tenantId, shiftId, to.id), shiftId, activityId: shift.activityId },
      ...{ startsAt: shift.startsAt, volunteerId: to.id, volunteerNo: to.volunteerNo },
      ...{ volunteerName: to.name, state: 'seated' as const, answered: 'seated' as const, askedHash },
    };
    await scope.table.commit([
      ...handingOver(scope, theirs, to.id, cause),
      ...beginning(scope, own, after, cause),
      ...ofSeats(scope, seats, own),
      signUpChange(scope, cause, {
        ...{ action: 'swap', id: theirs.id },
        ...{ before: { state: 'seated' }, after: { state: 'handedOver', takenOverBy: after.id } },
      }),
    ]);
    return view(SignUp, after);
  });
}

/** The seat is taken all along: of the seats only who waits changes, or that there is one sign-up more. */
function ofSeats(scope: Scope, seats: Seats, own: StoredSignUp | undefined): Write[] {
  if (own?.state === 'waiting')
    return [seatsWrite(scope, seats, withoutWaiting(seats, own.id), seatsMoved())];
  if (own !== undefined) return [];
  const { tenantId } = scope;
  const counted = ShiftSeats.patch({ tenantId, id: seats.id })
    .add({ signUpCount: 1 })
    .where(({ signUpCount }, { lt }) => lt(signUpCount, SIGN_UPS_LIMIT));
  return [
    write(counted, new LinliError('limit_exceeded', 'waitlistFull', { params: { max: WAITLIST_LIMIT } })),
  ];
}

const handingOver = (scope: Scope, theirs: StoredSignUp, to: string, cause: string): Write[] => {
  const { tenantId } = scope;
  const over = SignUps.patch({ tenantId, shiftId: theirs.shiftId, id: theirs.id })
    .set({ state: 'handedOver', touchedBy: cause })
    .remove(['offeredTo'])
    .where(({ state, offeredTo }, { eq }) => `${eq(state, 'seated')} AND ${eq(offeredTo, to)}`);
  return [write(over, seatsMoved())];
};

function beginning(scope: Scope, own: StoredSignUp | undefined, after: StoredSignUp, cause: string): Write[] {
  if (own === undefined)
    return [write(SignUps.create({ ...after, ...provenance(scope), touchedBy: cause }), seatsMoved())];
  const { tenantId } = scope;
  const { shiftId, id, askedHash, answered, state } = after;
  const seated = SignUps.patch({ tenantId, shiftId, id })
    .set({ state, askedHash, answered, touchedBy: cause })
    .where((stored, { eq }) => eq(stored.state, own.state));
  return [write(seated, seatsMoved())];
}
