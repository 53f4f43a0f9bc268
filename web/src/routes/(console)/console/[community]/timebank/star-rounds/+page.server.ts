import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { hours } from '#lib/console/cell.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { courtyardNames, loadList, settingOf } from '#lib/console/load-list.server.ts';
import { starRounds } from '#lib/console/nouns/recognition.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import { star } from '#lib/words-of-star.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whose level is due, to be put into publicity together, and the publicities that there were. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const { timebank } = event.locals.api.communities[':community'];
  const asking = timebank['star-candidates'].$get({ param: { community }, query: { limit: '33' } });
  const [list, due, courtyards, reach] = await Promise.all([
    loadList(event, starRounds),
    ask(event, asking),
    courtyardNames(event, { namesCourtyards: true }),
    reachHere(event),
  ]);
  const { courtyardName } = settingOf(community, courtyards, reach);
  return {
    list,
    key: randomUUID(),
    writes: mayEverywhere(reach, 'timebank:write'),
    more: due.next !== undefined,
    due: due.items.map((one) => ({
      id: one.volunteerId,
      name: one.name,
      volunteerNo: one.volunteerNo,
      courtyard: courtyardName(one.courtyardId),
      hours: hours(one.minutesServed).text,
      level: star(one.level),
      has: star(one.star),
      // What stands in publicity waits there.
      roundId: one.state === 'announced' ? one.roundId : undefined,
      refused: one.state === 'refused',
    })),
    earliest: due.earliestEnd,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const data = await event.request.formData();
    const volunteerIds = data.getAll('volunteerIds').map(String);
    const typed: Record<string, string> = { ...typedIn(data), volunteerIds: volunteerIds.join(' ') };
    if (volunteerIds.length === 0)
      return fail(400, { typed, message: m.stars_choose(), errors: {} as Record<string, string> });
    const endsOn = given(typed['endsOn']);
    const rounds = event.locals.api.communities[':community'].timebank['star-rounds'];
    const answer = await submit(
      event,
      rounds.$post({
        param: { community },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: { volunteerIds, ...(endsOn === undefined ? {} : { endsOn }) },
      }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/console/${community}/timebank/star-rounds/${answer.value.id}`);
  },
};
