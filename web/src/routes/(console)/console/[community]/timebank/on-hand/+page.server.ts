import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { hourOf, shiftTime } from '#lib/activities/shift-time.ts';
import { submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { holdersLike } from '#lib/console/holders.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { may } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import { said } from '#lib/words.ts';
import type { Actions, PageServerLoad } from './$types';

/**
 * Where the code on a volunteer's card leads: whose it is, and one button for each shift that is on. Whoever has no card with
 * them is found as at the desk.
 */
export const load: PageServerLoad = async (event) => {
  if (!may(await reachHere(event), 'timebank:write')) error(403, m.console_not_allowed());
  const { community } = event.params;
  const number = given(event.url.searchParams.get('number')?.trim());
  if (number === undefined) return { number: '' };
  const found = await holdersLike(event, number);
  const [one, ...others] = found;
  if (one === undefined) return { number, notFound: m.on_hand_not_found() };
  if (others.length > 0) return { number, found };
  // A collective serves in no shift; whoever brings its card comes to spend.
  if (one.ownerKind !== 'member') redirect(303, `/console/${community}/timebank/desk?holder=${one.id}`);
  const onHand = event.locals.api.communities[':community'].timebank['volunteers-on-hand'][':volunteerNo'];
  const answer = await submit(event, onHand.$get({ param: { community, volunteerNo: one.beside } }));
  if (!answer.ok) return { number, notFound: m.on_hand_not_found() };
  const { volunteer, shifts } = answer.value;
  return {
    number,
    volunteer,
    shifts: shifts.map(({ shift, activity, state, attendance }) => ({
      id: shift.id,
      title: activity.title,
      beside: `${shiftTime(shift)} · ${activity.place}`,
      seated: state === 'seated' || state === 'absent' || state === 'attended',
      inAt: attendance && hourOf(attendance.inAt),
      outAt: attendance?.outAt && hourOf(attendance.outAt),
      minutes: String(attendance?.minutes ?? 0),
    })),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const { shiftId = '', volunteerId = '' } = typed;
    const what = typed['what'] === 'out' ? ('out' as const) : ('in' as const);
    const item = { id: randomUUID(), shiftId, volunteerId, what, way: 'card' as const };
    const checkIns = event.locals.api.communities[':community'].timebank['check-ins'];
    const answer = await submit(event, checkIns.$post({ param: { community }, json: { items: [item] } }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    const refusal = said(answer.value.items[0]?.refusal);
    if (refusal !== undefined)
      return fail(409, { typed, message: refusal, errors: {} as Record<string, string> });
    redirect(303, event.url.pathname + event.url.search);
  },
};
