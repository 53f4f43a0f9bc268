import { ask } from '#lib/console/ask.server.ts';
import { tableFile } from '#lib/console/files/table-file.server.ts';
import { monthAsked } from '#lib/console/report/service-period.ts';
import { stockSheetView } from '#lib/console/report/stock-sheet-view.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { community, format } = event.params;
  const { year, month } = monthAsked(event.url.searchParams);
  const { 'stock-sheet': stockSheet } = event.locals.api.communities[':community'].timebank;
  const query = { month: `${year}-${month}` };
  const answer = await ask(event, stockSheet.$get({ param: { community }, query }));
  const { table, points, until } = stockSheetView(answer, `/console/${community}`);

  async function* lines() {
    yield [{ text: m.stock_sheet() }, { text: answer.month }, { text: until }];
    for (const { title, head, rows } of [table, points]) {
      yield [];
      yield [{ text: title }];
      yield head.map(({ label }) => ({ text: label }));
      for (const { cells } of rows) yield cells;
    }
  }

  return tableFile(event, format, {
    title: `${m.stock_sheet()}-${answer.month}`,
    name: 'stock-sheet',
    lines: lines(),
  });
};
