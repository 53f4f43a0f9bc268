import { redirect } from '@sveltejs/kit';
import { ownShiftState } from '#lib/activities/own-shift.ts';
import { shiftTime } from '#lib/activities/shift-time.ts';
import { askUnless } from '#lib/console/ask.server.ts';
import { cardSquare } from '#lib/server/card-square.ts';
import type { PageServerLoad } from './$types';

/** What is coming, for a volunteer: first what they signed up for, then the rest. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const here = `/${community}/me/activities`;
  if ((await event.locals.session()) === undefined) redirect(303, `/sign-in/card?next=${here}`);
  const { timebank: own } = event.locals.api.communities[':community'].me;
  const asked = await askUnless(event, own.activities.$get({ param: { community } }), 'notAVolunteer');
  if ('refused' in asked) return { here, back: `/${community}/me`, notAVolunteer: asked.refused };
  const { self, shifts, signUps } = asked.value;
  const all = shifts.map((shift) => {
    const signUp = signUps.find(({ shiftId }) => shiftId === shift.id);
    return {
      ...{ id: shift.id, title: shift.activity.title, place: shift.activity.place, time: shiftTime(shift) },
      ...{ calledOff: shift.seats.calledOff, free: shift.seats.free, waiting: shift.seats.waitingCount },
      said: signUp && ownShiftState(signUp),
      mine: signUp !== undefined && signUp.state !== 'cancelled' && signUp.state !== 'handedOver',
    };
  });
  return {
    here,
    back: `/${community}/me`,
    volunteerNo: self.volunteerNo,
    square: cardSquare(event, self.code),
    mine: all.filter(({ mine }) => mine),
    open: all.filter(({ mine }) => !mine),
  };
};
