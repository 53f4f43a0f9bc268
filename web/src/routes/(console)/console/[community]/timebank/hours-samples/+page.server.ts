import { fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { hours } from '#lib/console/cell.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const WHY = { drawn: m.sample_why_drawn, longDay: m.sample_why_long, bulk: m.sample_why_bulk };

const samples = (event: RequestEvent) => event.locals.api.communities[':community'].timebank['hours-samples'];

/** The last month that is over, by the calendar of Asia/Shanghai. */
function lastMonth(): string {
  const today = new Date(Date.now() + 8 * 60 * 60 * 1000);
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}

export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const month = event.url.searchParams.get('month') || lastMonth();
  const cursor = event.url.searchParams.get('after');
  const query = { month, limit: '50', ...(cursor === null ? {} : { cursor }) };
  const [{ sample, items, next }, reach] = await Promise.all([
    ask(event, samples(event).$get({ param: { community }, query })),
    reachHere(event),
  ]);
  return {
    month,
    sample,
    draws: sample === undefined && month <= lastMonth() && mayEverywhere(reach, 'timebank:confirm'),
    rows: items.map(({ durationMinutes, why, ...row }) => ({
      ...row,
      why: WHY[why](),
      hours: hours(durationMinutes).text,
    })),
    nextHref: next && `?${new URLSearchParams({ month, after: next })}`,
  };
};

export const actions: Actions = {
  draw: async (event) => {
    const { community } = event.params;
    const { month = '' } = typedIn(await event.request.formData());
    const answer = await submit(event, samples(event).$post({ param: { community }, json: { month } }));
    if (!answer.ok) return fail(answer.refusal.status, { ...returnedForm({}, answer.refusal), id: '' });
    redirect(303, `?month=${month}`);
  },
  /** A record is looked at in place; the same said again changes nothing. */
  look: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const { id = '', outcome, note } = typed;
    const json = {
      outcome: outcome === 'right' ? ('right' as const) : ('wrong' as const),
      note: given(note),
    };
    const answer = await submit(event, samples(event)[':id'].$put({ param: { community, id }, json }));
    if (!answer.ok) return fail(answer.refusal.status, { ...returnedForm(typed, answer.refusal), id });
    return { typed, message: '', errors: {} as Record<string, string>, id };
  },
};
