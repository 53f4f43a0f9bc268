import { fail } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { hours } from '#lib/console/cell.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { objectionsView, settle } from '#lib/console/objections.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import { star } from '#lib/words-of-star.ts';
import type { Actions, PageServerLoad } from './$types';

const STATES = { announced: m.stars_announced, refused: m.stars_refused, granted: m.stars_granted };

/** One publicity: who stands in it, what is said against it, and what became of each. */
export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const { timebank } = event.locals.api.communities[':community'];
  const [round, reach] = await Promise.all([
    ask(event, timebank['star-rounds'][':id'].$get({ param: { community, id } })),
    reachHere(event),
  ]);
  const writes = mayEverywhere(reach, 'timebank:write');
  return {
    ...{ opensOn: round.opensOn, endsOn: round.endsOn, openedBy: round.openedBy, over: round.over },
    writes,
    grants: writes && round.over && round.stars.some(({ state }) => state === 'announced'),
    stars: round.stars.map((one) => ({
      id: one.id,
      volunteerId: one.volunteerId,
      name: one.name,
      level: star(one.level),
      announced: hours(one.minutes).text,
      now: hours(one.minutesNow).text,
      state: standing(one),
      open: one.state === 'announced' && !round.over,
    })),
    objections: objectionsView(round.objections, (about) => nameOf(round.stars, about)),
  };
};

type Standing = { state: keyof typeof STATES; openObjections: number; reached: boolean };

/** Why one is not granted yet comes before that it stands in publicity. */
function standing({ state, openObjections, reached }: Standing): string {
  if (state === 'announced' && openObjections > 0) return m.stars_objected();
  if (state === 'announced' && !reached) return m.stars_hours_gone();
  return STATES[state]();
}

const nameOf = (stars: readonly { id: string; name: string }[], about: string): string =>
  stars.find(({ id }) => id === about)?.name ?? '';

export const actions: Actions = {
  grant: async (event) => {
    const { community, id } = event.params;
    const { grants } = event.locals.api.communities[':community'].timebank['star-rounds'][':id'];
    const answer = await submit(event, grants.$post({ param: { community, id } }));
    if (answer.ok) return { returned: undefined };
    return fail(answer.refusal.status, { returned: returnedForm({}, answer.refusal) });
  },

  settle: async (event) => settle(event, typedIn(await event.request.formData())),
};
