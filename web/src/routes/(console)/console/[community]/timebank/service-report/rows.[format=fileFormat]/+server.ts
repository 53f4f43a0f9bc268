import { ask } from '#lib/console/ask.server.ts';
import { tableFile } from '#lib/console/files/table-file.server.ts';
import { servicePeriod } from '#lib/console/report/service-period.ts';
import { serviceReportView } from '#lib/console/report/service-report-view.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { community, format } = event.params;
  const asked = servicePeriod(event.url.searchParams);
  const { 'service-report': serviceReport } = event.locals.api.communities[':community'].timebank;
  const query = { period: asked.period, outside: asked.outside ? ('true' as const) : ('false' as const) };
  const answer = await ask(event, serviceReport.$get({ param: { community }, query }));
  const { figures, tables, until } = serviceReportView(answer, asked, `/console/${community}`);

  async function* lines() {
    yield [{ text: m.service_report() }, { text: answer.period }, { text: until }];
    for (const { label, value } of figures) yield [{ text: label }, { text: value, number: true as const }];
    for (const { table } of tables) {
      yield [];
      yield [{ text: table.title }];
      yield table.head.map(({ label }) => ({ text: label }));
      for (const { cells } of table.rows) yield cells;
    }
  }

  const title = `${m.service_report()}-${answer.period}`;
  return tableFile(event, format, { title, name: 'service-report', lines: lines() });
};
