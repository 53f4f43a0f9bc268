import { ask } from '#lib/console/ask.server.ts';
import { BYTE_ORDER_MARK, csvLine } from '#lib/console/csv.ts';
import { reportView } from '#lib/console/report/report-view.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { community } = event.params;
  const asOf = event.url.searchParams.get('asOf') || undefined;
  const { report } = event.locals.api.communities[':community'].reporting;
  const answer = await ask(
    event,
    report.$get({ param: { community }, query: asOf === undefined ? {} : { asOf } }),
  );
  const { groups, courtyards } = reportView(answer, `/console/${community}`);
  const lines = [
    [{ text: answer.community }, { text: answer.asOf }],
    ...groups.flatMap(({ title, figures }) =>
      figures.map(({ label, cell }) => [{ text: title }, { text: label }, cell]),
    ),
    [],
    courtyards.head.map(({ label }) => ({ text: label })),
    ...courtyards.rows.map(({ cells }) => cells),
  ];
  const fileName = encodeURIComponent(`${m.console_report()}-${answer.asOf}.csv`);
  return new Response(BYTE_ORDER_MARK + lines.map(csvLine).join(''), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="report.csv"; filename*=UTF-8''${fileName}`,
      'cache-control': 'no-store',
    },
  });
};
