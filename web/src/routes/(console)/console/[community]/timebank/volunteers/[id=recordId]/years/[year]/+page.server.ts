import { ask } from '#lib/console/ask.server.ts';
import { serviceYear } from '#lib/service-year/service-year.ts';
import type { PageServerLoad } from './$types';

/** A volunteer's year on one page, to be printed and handed to them. */
export const load: PageServerLoad = async (event) => {
  const { id } = event.params;
  const { volunteers } = event.locals.api.communities[':community'].timebank;
  const asking = volunteers[':id'].years[':year'].$get({ param: event.params });
  return { id, one: serviceYear(await ask(event, asking)) };
};
