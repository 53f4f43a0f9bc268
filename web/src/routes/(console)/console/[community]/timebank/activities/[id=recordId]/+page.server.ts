import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { errorsByLine, shiftIn } from '#lib/activities/shift-form.ts';
import { shiftTime } from '#lib/activities/shift-time.ts';
import { ask, submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { courtyardNames } from '#lib/console/load-list.server.ts';
import { activities } from '#lib/console/nouns/activities.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const { activities: all } = event.locals.api.communities[':community'].timebank;
  const [{ shifts, ...activity }, courtyards] = await Promise.all([
    ask(event, all[':id'].$get({ param: { community, id } })),
    courtyardNames(event, activities),
  ]);
  return {
    activity,
    courtyard: courtyards.find((one) => one.id === activity.courtyardId)?.name,
    shifts: shifts.map(({ seats, ...shift }) => ({
      id: shift.id,
      time: shiftTime(shift),
      ...seats,
      taken: seats.capacity - seats.free,
    })),
    key: randomUUID(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const { shifts } = event.locals.api.communities[':community'].timebank.activities[':id'];
    const header = { 'idempotency-key': typed['key'] ?? '' };
    const answer = await submit(
      event,
      shifts.$post({ param: { community, id }, header, json: shiftIn(typed) }),
    );
    if (answer.ok) redirect(303, event.url.pathname);
    const returned = returnedForm(typed, answer.refusal);
    return fail(answer.refusal.status, { ...returned, errors: errorsByLine(returned.errors) });
  },
};
