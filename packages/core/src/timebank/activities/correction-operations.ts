import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import {
  LinliError,
  notFound,
  parse,
  requireCourtyards,
  requireOther,
  requireWithin,
  type Scope,
} from '../../kernel/index.ts';
import { view, write } from '../../table/index.ts';
import { Volunteers } from '../entities.ts';
import { Volunteer } from '../volunteer.ts';
import { Attendance, isHours, minutesWithin, requireWithinWindow } from './attendance.ts';
import { Attendances } from './entities.ts';
import { newCause, standingOf } from './seat-operations.ts';
import { asInstant, type Shift } from './shift.ts';

export const AttendanceTimesInput = z.object({
  inAt: z.iso.datetime(),
  outAt: z.iso.datetime(),
  reason: z.string().trim().min(2).max(120),
});

/**
 * Puts the times of an attendance right, until it has become hours: from when to when somebody was there, and why it is
 * known. What stood before is in the trail; who corrected it last, when and why stands in the attendance. The same again
 * answers with the same.
 */
export async function correctAttendance(
  scope: Scope,
  shiftId: string,
  id: string,
  input: z.input<typeof AttendanceTimesInput>,
): Promise<Attendance> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { reason, ...written } = parse(AttendanceTimesInput, input);
  const [inAt, outAt] = [asInstant(written.inAt), asInstant(written.outAt)];
  const { tenantId, table, now, actor } = scope;
  const { shift } = await standingOf(scope, shiftId, 'none');
  requireWithin(within, shift.courtyardId, 'shift');
  const before = await storedAttendance(scope, shiftId, id);
  const { personId } = await volunteerOf(scope, before);
  requireOther(scope, personId);
  if (before.inAt === inAt && before.outAt === outAt) return view(Attendance, before);
  if (isHours(before)) throw new LinliError('conflict', 'attendanceIsHours');
  requireSoundTimes(shift, { inAt, outAt, now });
  const corrected = { at: now, by: actor.name, reason };
  const times = { state: 'left' as const, inAt, outAt, minutes: minutesWithin(shift, inAt, outAt) };
  const cause = newCause(scope);
  const put = Attendances.patch({ tenantId, shiftId, id })
    .set({ ...times, corrected, outWay: before.outWay ?? 'list', touchedBy: cause })
    .where((stored, { eq, notExists }) =>
      [
        eq(stored.inAt, before.inAt),
        before.outAt === undefined ? notExists(stored.outAt) : eq(stored.outAt, before.outAt),
        ...[notExists(stored.recordId), notExists(stored.proposalId)],
      ].join(' AND '),
    );
  await table.commit([
    write(put, new LinliError('conflict', 'alreadyChanged')),
    recordChange(scope, {
      ...{ action: 'change', noun: 'attendance', id, about: personId, reason, recordedAs: cause },
      before: { inAt: before.inAt, outAt: before.outAt, minutes: before.minutes },
      after: { inAt, outAt, minutes: times.minutes },
    }),
  ]);
  return view(Attendance, { ...before, ...times, corrected, outWay: before.outWay ?? 'list' });
}

function requireSoundTimes(shift: Shift, { inAt, outAt, now }: { inAt: string; outAt: string; now: string }) {
  requireWithinWindow(shift, inAt, now, 'inAt');
  requireWithinWindow(shift, outAt, now, 'outAt');
  if (outAt < inAt) throw new LinliError('invalid', 'outBeforeIn', { field: 'outAt' });
}

async function storedAttendance(
  { tenantId, table }: Scope,
  shiftId: string,
  id: string,
): Promise<Attendance> {
  const operation = Attendances.get({ tenantId, shiftId, id });
  const stored = await table.get(Attendances, operation, { consistent: true });
  if (stored === undefined) throw notFound('attendance');
  return Attendance.parse(stored);
}

async function volunteerOf({ tenantId, table }: Scope, { volunteerId }: Attendance): Promise<Volunteer> {
  const stored = await table.get(Volunteers, Volunteers.get({ tenantId, id: volunteerId }));
  if (stored === undefined) throw notFound('volunteer');
  return Volunteer.parse(stored);
}
