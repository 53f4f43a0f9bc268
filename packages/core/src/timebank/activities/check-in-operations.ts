import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import {
  type Courtyards,
  InEachLanguage,
  type Instant,
  inEachLanguage,
  LinliError,
  notFound,
  parse,
  requireCourtyards,
  requireOther,
  requireWithin,
  type Scope,
} from '../../kernel/index.ts';
import { provenance, write } from '../../table/index.ts';
import { Volunteers } from '../entities.ts';
import { Volunteer } from '../volunteer.ts';
import { Activity } from './activity.ts';
import {
  Attendance,
  attendanceIdOf,
  type CheckInWay,
  minutesWithin,
  requireWithinWindow,
  servedOnOf,
} from './attendance.ts';
import { Activities, Attendances, ShiftSeats, Shifts, SignUps } from './entities.ts';
import { decided, newCause, type StoredSignUp, seatsMoved, signUpWrite } from './seat-operations.ts';
import { Seats } from './seats.ts';
import { asInstant, Shift } from './shift.ts';
import { signUpIdOf } from './sign-up.ts';

const AT_ONCE = 50;

/** One check-in or check-out. `id` is the client's own, to tell what became of it; `at` is now where nothing is said. */
const Scan = z.object({
  id: z.string().min(8).max(100),
  shiftId: z.string().max(60),
  volunteerId: z.string().max(60),
  what: z.enum(['in', 'out']),
  way: z.enum(['list', 'card']).default('list'),
  at: z.iso.datetime().optional(),
});

export const CheckInInput = z.object({ items: z.array(Scan).min(1).max(AT_ONCE) });

/**
 * What became of each, in the order asked: `recorded` now, `already` before (then `at` is the time that stands), or
 * `refused`, and why.
 */
export const CheckInOutcome = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      outcome: z.enum(['recorded', 'already', 'refused']),
      at: z.string().optional(),
      refusal: InEachLanguage.optional(),
    }),
  ),
});
export type CheckInOutcome = z.infer<typeof CheckInOutcome>;
type Outcome = CheckInOutcome['items'][number];

/**
 * Checks volunteers in and out of shifts: off the list, by their card, or what a telephone kept while it had no network. A
 * volunteer is checked in to a shift once and out of it once, whatever is sent how often, so that nothing doubles; a time
 * of the client's is taken within the shift's window only. One that is refused keeps no other waiting.
 */
export async function checkIn(scope: Scope, input: z.input<typeof CheckInInput>): Promise<CheckInOutcome> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { items } = parse(CheckInInput, input);
  return eachInTurn(items, ({ way, at = scope.now, ...scan }) =>
    checkOne(scope, { ...scan, way, at: asInstant(at) }, staffOf(scope, within)),
  );
}

const staffOf =
  (scope: Scope, within: Courtyards) =>
  ({ shift, volunteer }: Found) => {
    requireWithin(within, shift.courtyardId, 'shift');
    requireOther(scope, volunteer.personId);
  };

/** One after another: an out may follow its in. Anything that is no refusal is a bug and stops them. */
export async function eachInTurn<T extends { id: string }>(
  items: readonly T[],
  one: (item: T) => Promise<Omit<Outcome, 'id'>>,
): Promise<CheckInOutcome> {
  const outcomes: Outcome[] = [];
  for (const item of items) {
    try {
      outcomes.push({ id: item.id, ...(await one(item)) });
    } catch (error) {
      if (!(error instanceof LinliError) || error.code === 'unavailable') throw error;
      outcomes.push({
        ...{ id: item.id, outcome: 'refused' },
        refusal: inEachLanguage(error.reason, error.params),
      });
    }
  }
  return { items: outcomes };
}

type Asked = { shiftId: string; volunteerId: string; what: 'in' | 'out'; way: CheckInWay; at: Instant };

type Found = {
  shift: Shift;
  seats: Seats;
  volunteer: Volunteer;
  signUp: StoredSignUp | undefined;
  attendance: Attendance | undefined;
};

/** `demand` refuses whoever may not do this, by what is stored. Two round trips, and a third for what is new. */
export function checkOne(
  scope: Scope,
  asked: Asked,
  demand: (found: Found) => void,
): Promise<Omit<Outcome, 'id'>> {
  return decided(async () => {
    const found = await foundFor(scope, asked);
    demand(found);
    if (found.seats.calledOff !== undefined) throw new LinliError('conflict', 'shiftCalledOff');
    requireWithinWindow(found.shift, asked.at, scope.now);
    return asked.what === 'in' ? cameIn(scope, asked, found) : wentOut(scope, asked, found);
  });
}

async function foundFor({ tenantId, table }: Scope, asked: Asked): Promise<Found> {
  const { shiftId, volunteerId } = asked;
  const id = attendanceIdOf(tenantId, shiftId, volunteerId);
  const signUpId = signUpIdOf(tenantId, shiftId, volunteerId);
  const [shift, seats, volunteer, signUp, attendance] = await table.getMany(
    [
      { entity: Shifts, operation: Shifts.get({ tenantId, id: shiftId }) },
      { entity: ShiftSeats, operation: ShiftSeats.get({ tenantId, id: shiftId }) },
      { entity: Volunteers, operation: Volunteers.get({ tenantId, id: volunteerId }) },
      { entity: SignUps, operation: SignUps.get({ tenantId, shiftId, id: signUpId }) },
      { entity: Attendances, operation: Attendances.get({ tenantId, shiftId, id }) },
    ],
    { consistent: true },
  );
  if (shift === undefined || seats === undefined) throw notFound('shift');
  if (volunteer === undefined) throw notFound('volunteer');
  return {
    shift: Shift.parse(shift),
    seats: Seats.parse(seats),
    volunteer: Volunteer.parse(volunteer),
    signUp: signUp as StoredSignUp | undefined,
    attendance: attendance === undefined ? undefined : Attendance.parse(attendance),
  };
}

async function cameIn(scope: Scope, asked: Asked, found: Found): Promise<Omit<Outcome, 'id'>> {
  const { shift, signUp, attendance, volunteer } = found;
  if (attendance !== undefined) return { outcome: 'already', at: attendance.inAt };
  // Whoever was said not to have come, and came after all, came.
  if (signUp?.state !== 'seated' && signUp?.state !== 'absent')
    throw new LinliError('conflict', 'noSeat', { params: { name: volunteer.name } });
  const { tenantId, table } = scope;
  const { shiftId, volunteerId, way, at } = asked;
  const stored = await table.get(Activities, Activities.get({ tenantId, id: shift.activityId }));
  if (stored === undefined) throw notFound('activity');
  const { title: item, category } = Activity.parse(stored);
  const cause = newCause(scope);
  const came: Attendance = {
    ...{
      id: attendanceIdOf(tenantId, shiftId, volunteerId),
      shiftId,
      activityId: shift.activityId,
      volunteerId,
    },
    ...{ item, category, servedOn: servedOnOf(shift), state: 'present', inAt: at, inWay: way, minutes: 0 },
  };
  await table.commit([
    write(Attendances.create({ ...came, ...provenance(scope), touchedBy: cause }), seatsMoved()),
    signUpWrite(scope, signUp, [signUp.state, 'attended'], cause),
    recordChange(scope, {
      ...{ action: 'checkIn', noun: 'attendance', id: came.id, about: volunteer.personId },
      ...{ recordedAs: cause, after: { item, inAt: at, way } },
    }),
  ]);
  return { outcome: 'recorded', at };
}

async function wentOut(scope: Scope, asked: Asked, found: Found): Promise<Omit<Outcome, 'id'>> {
  const { shift, attendance, volunteer } = found;
  if (attendance === undefined)
    throw new LinliError('conflict', 'notCheckedIn', { params: { name: volunteer.name } });
  if (attendance.outAt !== undefined) return { outcome: 'already', at: attendance.outAt };
  const { way, at } = asked;
  if (at < attendance.inAt) throw new LinliError('invalid', 'outBeforeIn', { field: 'at' });
  const { tenantId, table } = scope;
  const { id, shiftId, item, inAt } = attendance;
  const cause = newCause(scope);
  const minutes = minutesWithin(shift, inAt, at);
  const left = Attendances.patch({ tenantId, shiftId, id })
    .set({ state: 'left', outAt: at, outWay: way, minutes, touchedBy: cause })
    .where(({ state }, { eq }) => eq(state, 'present'));
  await table.commit([
    write(left, seatsMoved()),
    recordChange(scope, {
      ...{ action: 'checkOut', noun: 'attendance', id, about: volunteer.personId },
      ...{ recordedAs: cause, after: { item, outAt: at, minutes, way } },
    }),
  ]);
  return { outcome: 'recorded', at };
}
