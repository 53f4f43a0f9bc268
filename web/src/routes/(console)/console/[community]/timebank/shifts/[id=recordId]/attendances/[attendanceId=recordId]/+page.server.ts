import { error, fail, redirect } from '@sveltejs/kit';
import { hourOf, instantOf, shiftTime } from '#lib/activities/shift-time.ts';
import { ask, submit } from '#lib/console/ask.server.ts';
import { dayOf } from '#lib/console/cell.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const shiftOf = (event: RequestEvent) => event.locals.api.communities[':community'].timebank.shifts[':id'];

/** One attendance, to put its times right. */
export const load: PageServerLoad = async (event) => {
  const { community, id, attendanceId } = event.params;
  const { activity, shift, attendances, signUps } = await ask(
    event,
    shiftOf(event).$get({ param: { community, id } }),
  );
  const attendance = attendances.find((one) => one.id === attendanceId);
  if (attendance === undefined) error(404);
  const { volunteerId, inAt, outAt } = attendance;
  return {
    id,
    activity: activity.title,
    time: shiftTime(shift),
    day: dayOf(shift.startsAt).text,
    name: signUps.find((one) => one.volunteerId === volunteerId)?.volunteerName ?? '',
    ...{ inAt: hourOf(inAt), outAt: outAt && hourOf(outAt) },
  };
};

const dayAfter = (day: string): string => {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return Number.isNaN(next.getTime()) ? day : next.toISOString().slice(0, 10);
};

/** The same times again change nothing, so that it needs no key. */
export const actions: Actions = {
  default: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const { day = '', inAt = '', outAt = '', reason = '' } = typed;
    // A shift may end after midnight.
    const outDay = outAt < inAt ? dayAfter(day) : day;
    const json = { inAt: instantOf(day, inAt), outAt: instantOf(outDay, outAt), reason };
    const attendance = shiftOf(event).attendances[':attendanceId'];
    const answer = await submit(event, attendance.$put({ param: event.params, json }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/console/${community}/timebank/shifts/${id}`);
  },
};
