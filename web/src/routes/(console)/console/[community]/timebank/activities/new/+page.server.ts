import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { errorsByLine, isFilled, shiftIn } from '#lib/activities/shift-form.ts';
import { submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { courtyardNames } from '#lib/console/load-list.server.ts';
import { activities } from '#lib/console/nouns/activities.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { may, mayEverywhere, mayIn } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

/** Enough for a week's beginning; more are added on the activity's page. */
const LINES = [0, 1, 2];

export const load: PageServerLoad = async (event) => {
  const reach = await reachHere(event);
  if (!may(reach, 'timebank:write')) error(403, m.console_not_allowed());
  const courtyards = await courtyardNames(event, activities);
  const reached = courtyards.filter(({ id }) => mayIn(reach, 'timebank:write', id));
  return {
    key: randomUUID(),
    lines: LINES,
    courtyards: [
      ...(mayEverywhere(reach, 'timebank:write') ? [{ value: '', label: m.activity_whole_community() }] : []),
      ...reached.map(({ id, name }) => ({ value: id, label: name })),
    ],
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const { title = '', category = '', place = '' } = typed;
    const [courtyardId, contact, about] = ['courtyardId', 'contact', 'about'].map((name) =>
      given(typed[name]),
    );
    const filled = LINES.filter((n) => isFilled(typed, n));
    // With no line filled in the first one says what is missing.
    const lines = filled.length === 0 ? [0] : filled;
    const answer = await submit(
      event,
      event.locals.api.communities[':community'].timebank.activities.$post({
        param: { community },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: {
          ...{ title, category, place, courtyardId, contact, about },
          shifts: lines.map((n) => shiftIn(typed, n)),
        },
      }),
    );
    if (answer.ok) redirect(303, `/console/${community}/timebank/activities/${answer.value.id}`);
    const returned = returnedForm(typed, answer.refusal);
    return fail(answer.refusal.status, { ...returned, errors: errorsByLine(returned.errors, lines) });
  },
};
