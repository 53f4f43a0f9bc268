import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import {
  LinliError,
  notFound,
  parse,
  requireCourtyards,
  requireWithin,
  type Scope,
} from '../../kernel/index.ts';
import { view, write } from '../../table/index.ts';
import { PublicActivity } from './activity.ts';
import { Attendance, windowOf } from './attendance.ts';
import { Activities, Attendances, ShiftSeats, SignUps } from './entities.ts';
import { decided, newCause, promotions, seatsMoved, seatsWrite, standingOf } from './seat-operations.ts';
import { Seats, SeatsLeft, withSeats } from './seats.ts';
import { CAPACITY_LIMIT, Shift } from './shift.ts';
import { SignUp } from './sign-up.ts';

/** A shift's roster: who has a seat, who waits and in which order, who came and who did not. */
export const Roster = z.object({
  activity: PublicActivity,
  shift: Shift,
  seats: Seats,
  signUps: z.array(SignUp),
  attendances: z.array(Attendance),
  /** When somebody can be checked in or out. */
  checkIn: z.object({ opens: z.string(), closes: z.string() }),
});
export type Roster = z.infer<typeof Roster>;

/** Two round trips: the shift, then the activity and both lists side by side. A shift has three hundred sign-ups at most. */
export async function getRoster(scope: Scope, shiftId: string): Promise<Roster> {
  const within = requireCourtyards(scope, 'timebank:read');
  const { tenantId, table } = scope;
  const { shift, seats } = await standingOf(scope, shiftId, 'none');
  requireWithin(within, shift.courtyardId, 'shift');
  const [activity, signUps, attendances] = await Promise.all([
    table.get(Activities, Activities.get({ tenantId, id: shift.activityId })),
    table.all(SignUps, SignUps.query.byShift({ tenantId, shiftId })),
    table.all(Attendances, Attendances.query.byShift({ tenantId, shiftId })),
  ]);
  if (activity === undefined) throw notFound('activity');
  return view(Roster, { activity, shift, seats, signUps, attendances, checkIn: windowOf(shift) });
}

export const CapacityInput = z.object({ capacity: z.number().int().min(1).max(CAPACITY_LIMIT) });

/**
 * Makes a shift larger or smaller. Those who wait longest get the seats that are added, in the same commit. Throws
 * `limit_exceeded` when more have a seat than would be left.
 */
export async function setCapacity(
  scope: Scope,
  shiftId: string,
  input: z.input<typeof CapacityInput>,
): Promise<SeatsLeft> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { capacity } = parse(CapacityInput, input);
  return decided(async () => {
    const { shift, seats } = await standingOf(scope, shiftId, 'none');
    requireWithin(within, shift.courtyardId, 'shift');
    if (seats.calledOff !== undefined) throw new LinliError('conflict', 'shiftCalledOff');
    const more = capacity - seats.capacity;
    const moved = withSeats(seats, more, capacity);
    if (moved.free < 0)
      throw new LinliError('limit_exceeded', 'seatsTaken', {
        field: 'capacity',
        params: { taken: seats.capacity - seats.free },
      });
    const cause = newCause(scope);
    if (more !== 0)
      await scope.table.commit([
        ...promotions(scope, shiftId, moved, cause),
        seatsWrite(scope, seats, moved, seatsMoved()),
        recordChange(scope, {
          ...{ action: 'change', noun: 'shift', id: shiftId, recordedAs: cause },
          ...{
            before: { capacity: seats.capacity },
            after: { capacity, promoted: moved.promoted.join(' ') },
          },
        }),
      ]);
    const { free, waiting } = moved;
    return view(SeatsLeft, { capacity, free, waitingCount: waiting.length, calledOff: seats.calledOff });
  });
}

export const CallingOffInput = z.object({ reason: z.string().trim().min(2).max(120) });

/** Says that a shift does not take place, once and why: nobody signs up for it any more, and nobody is checked in. */
export async function callShiftOff(
  scope: Scope,
  shiftId: string,
  input: z.input<typeof CallingOffInput>,
): Promise<SeatsLeft> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { reason } = parse(CallingOffInput, input);
  const { tenantId, table } = scope;
  const { shift, seats } = await standingOf(scope, shiftId, 'none');
  requireWithin(within, shift.courtyardId, 'shift');
  const off = new LinliError('conflict', 'shiftCalledOff');
  if (seats.calledOff !== undefined && seats.calledOff !== reason) throw off;
  if (seats.calledOff === undefined)
    await table.commit([
      write(
        ShiftSeats.patch({ tenantId, id: shiftId })
          .set({ calledOff: reason })
          .where(({ calledOff }, { notExists }) => notExists(calledOff)),
        off,
      ),
      recordChange(scope, { action: 'cancel', noun: 'shift', id: shiftId, reason }),
    ]);
  return view(SeatsLeft, { ...seats, calledOff: reason });
}
