import { redirect } from '@sveltejs/kit';
import { askUnless } from '#lib/console/ask.server.ts';
import { serviceYear } from '#lib/service-year/service-year.ts';
import type { PageServerLoad } from './$types';

/** One's own year in service, to be printed and kept. */
export const load: PageServerLoad = async (event) => {
  const { community, year } = event.params;
  const back = `/${community}/me`;
  const years = `${back}/years`;
  if ((await event.locals.session()) === undefined)
    redirect(303, `/sign-in/card?next=${encodeURIComponent(event.url.pathname)}`);
  const { timebank } = event.locals.api.communities[':community'].me;
  const asking = timebank.years[':year'].$get({ param: { community, year } });
  const asked = await askUnless(event, asking, 'notAVolunteer');
  if ('refused' in asked) return { back, years, notAVolunteer: asked.refused };
  return { back, years, one: serviceYear(asked.value) };
};
