import { z } from 'zod';
import { isWithin, notFound, requireCourtyards, requireWithin, type Scope } from '../../kernel/index.ts';
import { view } from '../../table/index.ts';
import { Volunteers } from '../entities.ts';
import { Volunteer } from '../volunteer.ts';
import { PublicActivity } from './activity.ts';
import { Attendance, attendanceIdOf, windowOf } from './attendance.ts';
import { Activities, Attendances, Shifts, SignUps } from './entities.ts';
import { Shift } from './shift.ts';
import { SignUp } from './sign-up.ts';

/** Whose card was held up, and the shifts that they can be checked in to or out of now. */
export const VolunteerOnHand = z.object({
  volunteer: Volunteer.pick({ id: true, volunteerNo: true, name: true }),
  shifts: z.array(
    z.object({
      shift: Shift,
      activity: PublicActivity.pick({ title: true, place: true }),
      state: SignUp.shape.state,
      attendance: Attendance.pick({ state: true, inAt: true, outAt: true, minutes: true }).optional(),
    }),
  ),
});
export type VolunteerOnHand = z.infer<typeof VolunteerOnHand>;

const SHIFTS_SHOWN = 10;
const AROUND_MS = 14 * 3600_000;

/**
 * By the number on a card. Three round trips: the volunteer, their sign-ups around now, and what each of them is of. Shifts
 * in courtyards out of reach are left out: whoever asks could not check anybody in to them.
 */
export async function getVolunteerOnHand(scope: Scope, volunteerNo: string): Promise<VolunteerOnHand> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { tenantId, table, now } = scope;
  const byNumber = Volunteers.query.byNumber({ tenantId, volunteerNo });
  const { items } = await table.page(Volunteers, byNumber, { limit: 2 });
  const volunteer = items.find((one) => one.volunteerNo === volunteerNo);
  if (volunteer === undefined) throw notFound('volunteer');
  requireWithin(within, volunteer.courtyardId, 'volunteer');
  const [from, to] = [-AROUND_MS, AROUND_MS].map((ms) => new Date(Date.parse(now) + ms).toISOString());
  const around = SignUps.query
    .ofVolunteer({ tenantId, volunteerId: volunteer.id })
    .between({ startsAt: from ?? now }, { startsAt: to ?? now });
  const signUps = (await table.page(SignUps, around, { limit: SHIFTS_SHOWN })).items;
  const found = await table.getMany(
    signUps.flatMap(({ shiftId, activityId }) => [
      { entity: Shifts, operation: Shifts.get({ tenantId, id: shiftId }) },
      { entity: Activities, operation: Activities.get({ tenantId, id: activityId }) },
      {
        entity: Attendances,
        operation: Attendances.get({
          tenantId,
          shiftId,
          id: attendanceIdOf(tenantId, shiftId, volunteer.id),
        }),
      },
    ]),
  );
  const shifts = signUps.flatMap(({ state }, i) => {
    const [shift, activity, attendance] = found.slice(3 * i, 3 * i + 3);
    if (shift === undefined || activity === undefined) return [];
    return [{ shift: Shift.parse(shift), activity, state, attendance }];
  });
  return view(VolunteerOnHand, {
    volunteer,
    shifts: shifts.filter(({ shift }) => isOn(shift, now) && isWithin(within, shift.courtyardId)),
  });
}

function isOn(shift: Shift, now: string): boolean {
  const { opens, closes } = windowOf(shift);
  return opens <= now && now <= closes;
}
