import { ask } from '#lib/console/ask.server.ts';
import { rolesView } from '#lib/console/people/roles-view.ts';
import type { PageServerLoad } from './$types';

/** The table of the code itself, by way of the API: the page cannot say anything else than what holds. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const { roles } = event.locals.api.communities[':community'].identity;
  const { items } = await ask(event, roles.$get({ param: { community } }));
  return rolesView(items);
};
