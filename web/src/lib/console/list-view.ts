import { m } from '#lib/paraglide/messages.js';
import type { Cell } from './cell.ts';
import { type FileHrefs, fileHrefs } from './files/file-format.ts';
import { firstPage, type ListQuery, nextPage } from './list-query.ts';
import type { AnyNoun, Column, Setting } from './noun.ts';
import { opened } from './opened.ts';
import { metricLabel } from './report/metric-label.ts';

/** A table as the page draws it: plain data. */
export type TableView = {
  title: string;
  head: { label: string; number: boolean }[];
  rows: { id: string; href: string | undefined; cells: Cell[] }[];
};

/** The controls of a list, in the places where every list has them. */
export type ControlsView = {
  action: string;
  search: { label: string; value: string } | undefined;
  filters: {
    name: string;
    label: string;
    value: string;
    unchosen: string;
    options: { value: string; label: string }[];
  }[];
  orders: { value: string; label: string; chosen: boolean }[];
  until: string | undefined;
  files: FileHrefs;
};

export type ListView = TableView & {
  empty: string;
  /** What must be chosen before there is a list. */
  choose: string | undefined;
  asked: boolean;
  /** Which figure's rows these are, when a report's link asked for them. */
  behind: string | undefined;
  controls: ControlsView;
  pageNumber: number;
  firstHref: string | undefined;
  nextHref: string | undefined;
};

type Row = { id?: string };

/** `rows` are what the API answered for this noun, or what came inside an item. */
export function tableView(
  title: string,
  columns: readonly Column<never>[],
  rows: readonly unknown[],
  setting: Setting,
  rowHref?: (row: Row) => string,
): TableView {
  return {
    title,
    head: columns.map(({ label, number }) => ({ label: label(), number: number ?? false })),
    rows: rows.map((row, i) => ({
      id: (row as Row).id ?? String(i),
      href: rowHref?.(row as Row),
      cells: columns.map(({ value }) => opened(value(row as never, setting), setting)),
    })),
  };
}

export const rowHrefOf = (noun: AnyNoun, setting: Setting) =>
  noun.detail === undefined ? undefined : (row: Row) => `${setting.base}/${noun.path}/${row.id}`;

export function listView(
  noun: AnyNoun,
  page: { items: readonly unknown[]; next?: string | undefined },
  query: ListQuery,
  setting: Setting,
  courtyards: readonly { id: string; name: string }[],
): ListView {
  const path = `${setting.base}/${noun.path}`;
  return {
    ...tableView(noun.title(), noun.columns, page.items, setting, rowHrefOf(noun, setting)),
    empty: noun.empty(),
    choose: noun.needs === undefined || query.asked[noun.needs.name] ? undefined : noun.needs.words(),
    asked: Object.keys(query.asked).length > 0,
    behind: figureBehind(query.asked),
    controls: controlsView(noun, query, path, courtyards),
    pageNumber: query.pageNumber,
    firstHref: query.pageNumber > 1 ? firstPage(path, query) : undefined,
    nextHref: page.next === undefined ? undefined : nextPage(path, query, page.next),
  };
}

function figureBehind({ figure, asOf }: ListQuery['asked']): string | undefined {
  if (figure === undefined) return undefined;
  const named = { figure: metricLabel(figure) };
  return asOf === undefined ? m.console_behind_figure(named) : m.console_behind_figure_of({ ...named, asOf });
}

function controlsView(
  noun: AnyNoun,
  query: ListQuery,
  path: string,
  courtyards: readonly { id: string; name: string }[],
): ControlsView {
  const { asked } = query;
  return {
    action: path,
    search: noun.search === undefined ? undefined : { label: noun.search(), value: asked['search'] ?? '' },
    filters: (noun.filters ?? []).map((filter) => ({
      name: filter.name,
      label: filter.label(),
      value: asked[filter.name] ?? '',
      unchosen: (filter.unchosen ?? m.console_all)(),
      options:
        filter.options === 'courtyards'
          ? courtyards.map(({ id, name }) => ({ value: id, label: name }))
          : filter.options.map(({ value, label }) => ({ value, label: label() })),
    })),
    orders: (noun.orders ?? []).map(({ value, label }, i) => ({
      value,
      label: label(),
      chosen: asked['order'] === undefined ? i === 0 : asked['order'] === value,
    })),
    until: noun.until === undefined ? undefined : (asked['until'] ?? ''),
    files: fileHrefs(`${path}/rows`, firstPage('', query)),
  };
}
