import { shiftTime } from '#lib/activities/shift-time.ts';
import { read } from '#lib/server/read.ts';
import type { PageServerLoad } from './$types';

/** Where volunteers are wanted, the earliest first; no account is needed to read it. */
export const load: PageServerLoad = async ({ locals, params: { community } }) => {
  const { activities } = locals.api.communities[':community'].timebank;
  const { shifts } = await read(activities.public.$get({ param: { community } }));
  const now = new Date().toISOString();
  return {
    shifts: shifts.map((shift) => ({
      ...shift,
      time: shiftTime(shift),
      // Once it has begun, whoever wants to come goes there.
      takesSignUps: shift.startsAt > now && shift.seats.calledOff === undefined,
    })),
  };
};
