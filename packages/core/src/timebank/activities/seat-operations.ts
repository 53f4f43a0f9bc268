import { recordChange } from '../../audit/index.ts';
import { LinliError, newId, notFound, type Scope } from '../../kernel/index.ts';
import { type Write, write } from '../../table/index.ts';
import { ShiftSeats, Shifts, SignUps } from './entities.ts';
import { type Moved, Seats } from './seats.ts';
import { Shift } from './shift.ts';
import { type SignUp, type SignUpState, signUpIdOf } from './sign-up.ts';

/** A sign-up as it is stored. */
export type StoredSignUp = SignUp & { askedHash: string; answered: 'seated' | 'waiting' };

/** A shift with what is decided about it, and somebody's place in it, if they have one. */
export type Standing = { shift: Shift; seats: Seats; signUp: StoredSignUp | undefined };

/** A shift, its seats and one sign-up of it, as they are this moment: one round trip. */
export async function standingOf(
  { tenantId, table }: Scope,
  shiftId: string,
  signUpId: string,
): Promise<Standing> {
  const [shift, seats, signUp] = await table.getMany(
    [
      { entity: Shifts, operation: Shifts.get({ tenantId, id: shiftId }) },
      { entity: ShiftSeats, operation: ShiftSeats.get({ tenantId, id: shiftId }) },
      { entity: SignUps, operation: SignUps.get({ tenantId, shiftId, id: signUpId }) },
    ],
    { consistent: true },
  );
  if (shift === undefined || seats === undefined) throw notFound('shift');
  return { shift: Shift.parse(shift), seats: Seats.parse(seats), signUp: signUp as StoredSignUp | undefined };
}

export const standingOfVolunteer = (scope: Scope, shiftId: string, volunteerId: string): Promise<Standing> =>
  standingOf(scope, shiftId, signUpIdOf(scope.tenantId, shiftId, volunteerId));

/** The seats moved while a change was being decided: it is decided anew. */
export const seatsMoved = () => new LinliError('unavailable', 'tooBusy');

/** The seats after a move that was decided by `before`: refused when somebody joined or left the waitlist since. */
export function seatsWrite(scope: Scope, before: Seats, moved: Moved, refusal: LinliError): Write {
  const { tenantId } = scope;
  const changed = ShiftSeats.patch({ tenantId, id: before.id })
    .set({ waiting: moved.waiting })
    .add({
      free: moved.free - before.free,
      capacity: moved.capacity - before.capacity,
      waitingCount: moved.waiting.length - before.waiting.length,
    })
    .where(({ waiting, free }, { eq, gte }) =>
      [eq(waiting, before.waiting), gte(free, Math.max(0, before.free - moved.free))].join(' AND '),
    );
  return write(changed, refusal);
}

/** A sign-up from one state to another, once. `cause` is the audit record that accounts for it. */
export function signUpWrite(
  { tenantId }: Scope,
  { shiftId, id }: Pick<SignUp, 'shiftId' | 'id'>,
  [from, to]: readonly [SignUpState, SignUpState],
  cause: string,
): Write {
  const changed = SignUps.patch({ tenantId, shiftId, id })
    .set({ state: to, touchedBy: cause })
    .remove(['offeredTo'])
    .where(({ state }, { eq }) => eq(state, from));
  return write(changed, seatsMoved());
}

/** Whoever moves up gets their seat in the very commit that frees it: no seat is empty in between, and none is given twice. */
export const promotions = (scope: Scope, shiftId: string, { promoted }: Moved, cause: string): Write[] =>
  promoted.map((id) => signUpWrite(scope, { shiftId, id }, ['waiting', 'seated'], cause));

export const newCause = (scope: Scope): string => newId('audit', scope.now);

/** The line of the trail behind a change of a sign-up, and of those that moved up by it. */
export const signUpChange = (
  scope: Scope,
  cause: string,
  change: Omit<Parameters<typeof recordChange>[1], 'noun' | 'recordedAs'>,
): Write => recordChange(scope, { ...change, noun: 'signUp', recordedAs: cause });

const TRIES = 8;

/** Decides and commits; decided anew while others move the same seats. */
export async function decided<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const moved = error instanceof LinliError && error.reason === 'tooBusy' && error.cause === undefined;
      if (!moved || tries === TRIES) throw error;
    }
  }
}
