import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { ask, sendTo } from './ask.server.ts';
import type { Cell } from './cell.ts';
import { rowHrefOf, type TableView, tableView } from './list-view.ts';
import { type ConsoleEvent, courtyardNames, firstRowsOf, nounAt, settingOf } from './load-list.server.ts';
import type { AnyNoun, Setting } from './noun.ts';
import { opened } from './opened.ts';
import { reachHere } from './reach.server.ts';
import { may, readOf } from './reach.ts';

export type DetailView = {
  heading: string;
  /** For the browser's tab and history: names nobody. */
  title: string;
  listTitle: string;
  listHref: string;
  fields: { label: string; cell: Cell }[];
  /** `allHref` opens the whole list where the page shows only its beginning. */
  tables: (TableView & { allHref?: string })[];
};

/** A glance at each: the whole list is a page of its own. */
const ROWS_SHOWN = 10;

/** One item with the tables that belong to it, each the beginning of its own list. */
export async function loadDetail<Item>(
  event: ConsoleEvent,
  noun: AnyNoun,
  id: string,
): Promise<{ item: Item; view: DetailView }> {
  const { detail } = noun;
  if (detail === undefined) error(404);
  const asking = sendTo(event, event.params.community, `${noun.path}/${encodeURIComponent(id)}`);
  const [item, courtyards, reach] = await Promise.all([
    ask<Item>(event, asking),
    courtyardNames(event, noun),
    reachHere(event),
  ]);
  const setting = settingOf(event.params.community, courtyards, reach);

  const inner = (detail.inner ?? [])
    .filter(({ some, rows }) => some === undefined || rows(item).length > 0)
    .map(({ title, columns, rows }) => tableView(title(), columns, rows(item), setting));
  const related = await Promise.all(
    (detail.related ?? [])
      .filter(({ path }) => may(reach, readOf(path)))
      .map((one) => relatedTable(event, one, one.query(item), setting)),
  );
  const view: DetailView = {
    heading: detail.heading(item),
    title: detail.titled ? detail.heading(item) : m.console_one_of({ list: noun.title() }),
    listTitle: noun.title(),
    listHref: `${setting.base}/${noun.path}`,
    fields: detail.fields
      .map(({ label, value }) => ({ label: label(), cell: opened(value(item, setting), setting) }))
      .filter(({ cell }) => cell.text !== ''),
    tables: [...inner, ...related.filter((table) => table !== undefined)],
  };
  return { item, view };
}

async function relatedTable(
  event: ConsoleEvent,
  { title, path }: { title: () => string; path: string },
  asked: Record<string, string>,
  setting: Setting,
): Promise<(TableView & { allHref?: string }) | undefined> {
  const [domain = '', nouns = ''] = path.split('/');
  const noun = nounAt(domain, nouns);
  const page = await firstRowsOf(event, noun, asked, ROWS_SHOWN);
  if (page === undefined) return undefined;
  const columns = noun.columns.filter(({ saidBy }) => saidBy === undefined || !(saidBy in asked));
  const table = tableView(title(), columns, page.items, setting, rowHrefOf(noun, setting));
  return page.next === undefined
    ? table
    : { ...table, allHref: `${setting.base}/${path}?${new URLSearchParams(asked)}` };
}
