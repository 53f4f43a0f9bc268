import { ask } from '#lib/console/ask.server.ts';
import { tableFile } from '#lib/console/files/table-file.server.ts';
import { reportView } from '#lib/console/report/report-view.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { community, format } = event.params;
  const asOf = event.url.searchParams.get('asOf') || undefined;
  const { report } = event.locals.api.communities[':community'].reporting;
  const answer = await ask(
    event,
    report.$get({ param: { community }, query: asOf === undefined ? {} : { asOf } }),
  );
  const { groups, courtyards } = reportView(answer, `/console/${community}`);

  async function* lines() {
    yield [{ text: answer.community }, { text: answer.asOf }];
    for (const { title, figures } of groups)
      for (const { label, cell } of figures) yield [{ text: title }, { text: label }, cell];
    yield [];
    yield courtyards.head.map(({ label }) => ({ text: label }));
    for (const { cells } of courtyards.rows) yield cells;
  }

  const title = `${m.console_report()}-${answer.asOf}`;
  return tableFile(event, format, { title, name: 'report', lines: lines() });
};
