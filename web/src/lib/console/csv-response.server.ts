import { redirect } from '@sveltejs/kit';
import { BYTE_ORDER_MARK, csvLine } from './csv.ts';
import { listQuery } from './list-query.ts';
import { type ConsoleEvent, courtyardNames, rowsOf, settingOf } from './load-list.server.ts';
import type { AnyNoun } from './noun.ts';
import { reachHere } from './reach.server.ts';

const ROWS_A_PAGE = 100;

/** All rows that the list's address asks for, as they are read: the file's size does not grow in memory. */
export async function csvResponse(event: ConsoleEvent, noun: AnyNoun): Promise<Response> {
  const { asked } = listQuery(noun, event.url.searchParams);
  // The list asks for what it needs; a file could only be an error that nobody can read.
  if (noun.needs !== undefined && asked[noun.needs.name] === undefined)
    redirect(303, `/console/${event.params.community}/${noun.path}`);
  // Read before answering, so that a refusal is an answer of its own and not half a file.
  const [first, courtyards, reach] = await Promise.all([
    rowsOf(event, noun, { asked, cursor: undefined }, ROWS_A_PAGE),
    courtyardNames(event, noun),
    reachHere(event),
  ]);
  const setting = settingOf(event.params.community, courtyards, reach);
  const head = noun.columns.map(({ label }) => ({ text: label() }));
  const fileName = encodeURIComponent(`${noun.title()}.csv`);

  async function* lines(): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvLine(head);
    for (let page = first; ; page = await rowsOf(event, noun, { asked, cursor: page.next }, ROWS_A_PAGE)) {
      for (const row of page.items) yield csvLine(noun.columns.map(({ value }) => value(row, setting)));
      if (page.next === undefined) return;
    }
  }

  return new Response(streamOf(lines()), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="rows.csv"; filename*=UTF-8''${fileName}`,
      'cache-control': 'no-store',
    },
  });
}

/** Reads on only as fast as the person's connection takes it. */
export function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
}
