import { error } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { returnedForm } from '#lib/console/form.ts';
import { reportView } from '#lib/console/report/report-view.ts';
import type { PageServerLoad } from './$types';

/** A day that cannot be read comes back in its field with what is wrong with it, as in every form. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const asOf = event.url.searchParams.get('asOf')?.trim() || undefined;
  const { report } = event.locals.api.communities[':community'].reporting;
  const answer = await submit(
    event,
    report.$get({ param: { community }, query: asOf === undefined ? {} : { asOf } }),
  );
  if (answer.ok) return { report: reportView(answer.value, `/console/${community}`) };
  const { status, message } = answer.refusal;
  const { errors } = returnedForm({}, answer.refusal);
  if (errors['asOf'] === undefined) error(status, message, { requestId: event.locals.requestId });
  return { asOf: { typed: asOf, error: errors['asOf'] } };
};
