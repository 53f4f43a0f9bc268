import { error } from '@sveltejs/kit';
import { ask } from '#lib/console/ask.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import type { PageServerLoad } from './$types';

/** Says why a record is handed over before it is. */
export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const { volunteers } = event.locals.api.communities[':community'].timebank;
  const [{ name, volunteerNo }, reach] = await Promise.all([
    ask(event, volunteers[':id'].$get({ param: { community, id } })),
    reachHere(event),
  ]);
  if (!mayEverywhere(reach, 'personal:export')) error(403);
  return { id, name, volunteerNo };
};
