import { redirect } from '@sveltejs/kit';
import { listQuery } from '../list-query.ts';
import { type ConsoleEvent, courtyardNames, rowsOf, settingOf } from '../load-list.server.ts';
import type { AnyNoun } from '../noun.ts';
import { reachHere } from '../reach.server.ts';
import type { FileFormat } from './file-format.ts';
import { tableFile } from './table-file.server.ts';

const ROWS_A_PAGE = 100;

/** All rows that the list's address asks for. */
export async function rowsFile(event: ConsoleEvent, noun: AnyNoun, format: FileFormat): Promise<Response> {
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

  async function* lines() {
    yield noun.columns.map(({ label }) => ({ text: label() }));
    for (let page = first; ; page = await rowsOf(event, noun, { asked, cursor: page.next }, ROWS_A_PAGE)) {
      for (const row of page.items) yield noun.columns.map(({ value }) => value(row, setting));
      if (page.next === undefined) return;
    }
  }

  return tableFile(event, format, { title: noun.title(), name: 'rows', lines: lines() });
}
