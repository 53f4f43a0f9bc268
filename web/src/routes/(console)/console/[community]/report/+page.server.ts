import { error } from '@sveltejs/kit';
import { ask } from '#lib/console/ask.server.ts';
import { reportView } from '#lib/console/report/report-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const asOf = event.url.searchParams.get('asOf') || undefined;
  if (asOf !== undefined && Number.isNaN(Date.parse(asOf))) error(404);
  const { report } = event.locals.api.communities[':community'].reporting;
  const answer = await ask(
    event,
    report.$get({ param: { community }, query: asOf === undefined ? {} : { asOf } }),
  );
  return { report: reportView(answer, `/console/${community}`) };
};
