import { error } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { returnedForm } from '#lib/console/form.ts';
import { monthAsked } from '#lib/console/report/service-period.ts';
import { stockSheetView } from '#lib/console/report/stock-sheet-view.ts';
import type { PageServerLoad } from './$types';

/** A month that cannot be told of comes back in its fields with what is wrong with it. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const asked = monthAsked(event.url.searchParams);
  const { 'stock-sheet': stockSheet } = event.locals.api.communities[':community'].timebank;
  const query = { month: `${asked.year}-${asked.month}` };
  const answer = await submit(event, stockSheet.$get({ param: { community }, query }));
  if (answer.ok) return { asked, sheet: stockSheetView(answer.value, `/console/${community}`) };
  const { status, message } = answer.refusal;
  const problem = returnedForm({}, answer.refusal).errors['month'];
  if (problem === undefined) error(status, message, { requestId: event.locals.requestId });
  return { asked, problem };
};
