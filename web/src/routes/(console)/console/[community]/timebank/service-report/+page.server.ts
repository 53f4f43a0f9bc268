import { error } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { returnedForm } from '#lib/console/form.ts';
import { servicePeriod } from '#lib/console/report/service-period.ts';
import { serviceReportView } from '#lib/console/report/service-report-view.ts';
import type { PageServerLoad } from './$types';

/** A period that cannot be told of comes back in its fields with what is wrong with it. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const asked = servicePeriod(event.url.searchParams);
  const { 'service-report': serviceReport } = event.locals.api.communities[':community'].timebank;
  const query = { period: asked.period, outside: asked.outside ? ('true' as const) : ('false' as const) };
  const answer = await submit(event, serviceReport.$get({ param: { community }, query }));
  if (answer.ok)
    return { form: asked, report: serviceReportView(answer.value, asked, `/console/${community}`) };
  const { status, message } = answer.refusal;
  const problem = returnedForm({}, answer.refusal).errors['period'];
  if (problem === undefined) error(status, message, { requestId: event.locals.requestId });
  return { form: asked, problem };
};
