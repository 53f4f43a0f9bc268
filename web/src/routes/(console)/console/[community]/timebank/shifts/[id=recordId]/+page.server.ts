import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { makeHours } from '#lib/activities/hours.server.ts';
import { hourOf, shiftTime } from '#lib/activities/shift-time.ts';
import { rosterView } from '#lib/check-in/roster-view.ts';
import { ask, submit } from '#lib/console/ask.server.ts';
import { moment } from '#lib/console/cell.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { volunteersLike } from '#lib/console/holders.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayIn } from '#lib/console/reach.ts';
import { said } from '#lib/words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The list at the door: who is expected, who has come, who waits. */
export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const search = given(event.url.searchParams.get('search')?.trim());
  const [roster, reach, found] = await Promise.all([
    ask(event, here(event).$get({ param: { community, id } })),
    reachHere(event),
    search === undefined ? undefined : volunteersLike(event, search),
  ]);
  const { activity, shift, seats, checkIn } = roster;
  return {
    id,
    activity,
    time: shiftTime(shift),
    begun: Date.parse(shift.startsAt) <= Date.now(),
    over: Date.parse(shift.endsAt) <= Date.now(),
    opens: moment(checkIn.opens).text,
    closes: hourOf(checkIn.closes),
    capacity: String(seats.capacity),
    taken: String(seats.capacity - seats.free),
    calledOff: seats.calledOff,
    roster: rosterView(roster),
    mayManage: mayIn(reach, 'timebank:write', shift.courtyardId) && seats.calledOff === undefined,
    search: search ?? '',
    found,
    key: randomUUID(),
  };
};

const here = (event: RequestEvent) => event.locals.api.communities[':community'].timebank.shifts[':id'];

type Sending = Parameters<typeof submit<unknown>>[1];

/** A form of this page: its answer is the page again, or what was wrong with it. */
async function sent(event: RequestEvent, form: string, typed: Record<string, string>, sending: Sending) {
  const answer = await submit(event, sending);
  if (!answer.ok) return fail(answer.refusal.status, { ...returnedForm(typed, answer.refusal), form });
  redirect(303, event.url.pathname);
}

const typedOf = async (event: RequestEvent) => typedIn(await event.request.formData());

export const actions: Actions = {
  /** Without a script; with one the page sends it, and keeps it while there is no network. */
  check: async (event) => {
    const { community, id: shiftId } = event.params;
    const typed = await typedOf(event);
    const what = typed['what'] === 'out' ? ('out' as const) : ('in' as const);
    const item = { id: randomUUID(), shiftId, volunteerId: typed['volunteerId'] ?? '', what };
    const checkIns = event.locals.api.communities[':community'].timebank['check-ins'];
    const answer = await submit(event, checkIns.$post({ param: { community }, json: { items: [item] } }));
    if (!answer.ok)
      return fail(answer.refusal.status, { ...returnedForm(typed, answer.refusal), form: 'check' });
    const refusal = said(answer.value.items[0]?.refusal);
    if (refusal !== undefined)
      return fail(409, { typed, message: refusal, errors: {} as Record<string, string>, form: 'check' });
    redirect(303, event.url.pathname);
  },
  hours: makeHours,
  absent: async (event) => {
    const { community, id } = event.params;
    const typed = await typedOf(event);
    const param = { community, id, signUpId: typed['signUpId'] ?? '' };
    return sent(event, 'absent', typed, here(event)['sign-ups'][':signUpId'].absence.$post({ param }));
  },
  takeOut: async (event) => {
    const { community, id } = event.params;
    const typed = await typedOf(event);
    const param = { community, id, signUpId: typed['signUpId'] ?? '' };
    const { cancellation } = here(event)['sign-ups'][':signUpId'];
    return sent(event, 'takeOut', typed, cancellation.$post({ param, json: {} }));
  },
  add: async (event) => {
    const { community, id } = event.params;
    const typed = await typedOf(event);
    const header = { 'idempotency-key': typed['key'] ?? '' };
    const json = { volunteerId: typed['volunteerId'] ?? '' };
    return sent(
      event,
      'add',
      typed,
      here(event)['sign-ups'].$post({ param: { community, id }, header, json }),
    );
  },
  capacity: async (event) => {
    const { community, id } = event.params;
    const typed = await typedOf(event);
    const json = { capacity: Number(typed['capacity'] || Number.NaN) };
    return sent(event, 'capacity', typed, here(event).capacity.$put({ param: { community, id }, json }));
  },
  callOff: async (event) => {
    const { community, id } = event.params;
    const typed = await typedOf(event);
    const json = { reason: typed['reason'] ?? '' };
    const off = here(event)['calling-off'];
    return sent(event, 'callOff', typed, off.$post({ param: { community, id }, json }));
  },
};
