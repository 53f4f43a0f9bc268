import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { pictureOf } from '#lib/catalogue/picture.ts';
import { quantitiesIn } from '#lib/catalogue/quantities.ts';
import { reviewOf } from '#lib/catalogue/review.ts';
import { shelfLine } from '#lib/catalogue/shelf-line.ts';
import { ask, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { dayOfWeek } from '#lib/words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const own = (event: RequestEvent) => event.locals.api.communities[':community'].me.timebank;

/**
 * Ordering, a step a page and every step in its address, so that no script is needed: the day on which one comes, what is
 * wanted, what it comes to, and one button.
 */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const { pathname, search, searchParams } = event.url;
  if ((await event.locals.session()) === undefined)
    redirect(303, `/sign-in/card?next=${encodeURIComponent(pathname + search)}`);
  const day = given(searchParams.get('day') ?? undefined);
  const asking = own(event).shelf.$get({ param: { community }, query: day === undefined ? {} : { day } });
  const shown = await ask(event, asking);
  const wanted = new Map(quantitiesIn(searchParams).map((one) => [one.itemId, one.quantity]));
  const shelf = shown.lines.map((line) => ({
    ...shelfLine(line, wanted.get(line.id) ?? 0),
    picture: pictureOf(community, line),
  }));
  return {
    back: `/${community}/me/orders`,
    day: { value: shown.day, words: dayOfWeek(shown.day) },
    days: daysThrough(shown.today, shown.through).map((value) => ({ value, label: dayOfWeek(value) })),
    points: shown.pointsBalance,
    shelf,
    review: wanted.size > 0 ? reviewOf(shelf, shown.pointsBalance) : undefined,
    nothingChosen: wanted.size === 0 && searchParams.has('day'),
    key: randomUUID(),
  };
};

const DAY_MS = 24 * 3600_000;

function daysThrough(first: string, last: string): string[] {
  const days = (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
  return Array.from({ length: days }, (_, i) =>
    new Date(Date.parse(first) + i * DAY_MS).toISOString().slice(0, 10),
  );
}

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const data = await event.request.formData();
    const typed = typedIn(data);
    const { day = '', total = '' } = typed;
    const answer = await submit(
      event,
      own(event).orders.$post({
        param: { community },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: { items: quantitiesIn(data), day, total: Number(total) },
      }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/${community}/me/orders/${answer.value.id}`);
  },
};
