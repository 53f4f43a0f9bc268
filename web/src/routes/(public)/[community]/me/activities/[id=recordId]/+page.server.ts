import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { ownShiftState } from '#lib/activities/own-shift.ts';
import { hourOf, shiftTime } from '#lib/activities/shift-time.ts';
import { askUnless, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { said } from '#lib/words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** So that a check-in that was pressed without a network is kept until there is one. */
export const csr = true;

const here = (event: RequestEvent) => event.locals.api.communities[':community'].me.timebank.shifts[':id'];

/** One shift, for a volunteer: sign up, swap, cancel, and check in with the code that is posted at the place. */
export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const { pathname, search, searchParams } = event.url;
  if ((await event.locals.session()) === undefined)
    redirect(303, `/sign-in/card?next=${encodeURIComponent(pathname + search)}`);
  const from = given(searchParams.get('from') ?? undefined);
  const asking = here(event).$get({ param: { community, id }, query: from === undefined ? {} : { from } });
  const asked = await askUnless(event, asking, 'notAVolunteer');
  const back = `/${community}/me/activities`;
  if ('refused' in asked) return { back, notAVolunteer: asked.refused };
  const { self, activity, shift, signUp, offer } = asked.value;
  const { attendance } = signUp ?? {};
  return {
    back,
    own: {
      ...{ id, community, volunteerId: self.id, key: randomUUID() },
      ...{ title: activity.title, place: activity.place, about: activity.about, contact: activity.contact },
      ...{ time: shiftTime(shift), seats: shift.seats },
      state: signUp?.state,
      // Once it has begun, somebody at the place has to know.
      isAhead: Date.parse(shift.startsAt) > Date.now(),
      said: signUp && ownShiftState(signUp),
      inAt: attendance && hourOf(attendance.inAt),
      outAt: attendance?.outAt && hourOf(attendance.outAt),
      minutes: String(attendance?.minutes ?? 0),
      ticket: searchParams.get('ticket') ?? '',
      offer,
      offered: signUp?.offeredTo && `${event.url.origin}${pathname}?from=${signUp.id}`,
    },
  };
};

/** What was sent comes back as the page, or as what was wrong with it. */
async function sent(
  event: RequestEvent,
  typed: Record<string, string>,
  sending: Parameters<typeof submit<unknown>>[1],
) {
  const answer = await submit(event, sending);
  if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
  redirect(303, event.url.pathname);
}

const typedOf = async (event: RequestEvent) => typedIn(await event.request.formData());

export const actions: Actions = {
  signUp: async (event) => {
    const typed = await typedOf(event);
    const header = { 'idempotency-key': typed['key'] ?? '' };
    return sent(event, typed, here(event)['sign-up'].$post({ param: event.params, header }));
  },
  cancel: async (event) =>
    sent(event, await typedOf(event), here(event).cancellation.$post({ param: event.params })),
  offer: async (event) => {
    const typed = await typedOf(event);
    const json = { volunteerNo: typed['volunteerNo'] ?? '' };
    return sent(event, typed, here(event).offer.$post({ param: event.params, json }));
  },
  take: async (event) => {
    const typed = await typedOf(event);
    const param = { ...event.params, signUpId: typed['signUpId'] ?? '' };
    return sent(event, typed, here(event).offers[':signUpId'].acceptance.$post({ param }));
  },
  check: async (event) => {
    const typed = await typedOf(event);
    const { ticket = '' } = typed;
    const what = typed['what'] === 'out' ? ('out' as const) : ('in' as const);
    const json = { ticket, items: [{ id: randomUUID(), what }] };
    const answer = await submit(event, here(event)['check-ins'].$post({ param: event.params, json }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    const refusal = said(answer.value.items[0]?.refusal);
    if (refusal !== undefined)
      return fail(409, { typed, message: refusal, errors: {} as Record<string, string> });
    redirect(303, event.url.pathname + event.url.search.replace('/check', ''));
  },
};
