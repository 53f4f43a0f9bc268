import type { Cell } from './cell.ts';
import type { Reach } from './reach.ts';

/** Said when it is shown, in the language of the request. */
export type Words = () => string;

/** What a cell may need besides its row: where the console's links begin, what they may open, and the courtyards' names. */
export type Setting = { base: string; reach: Reach; courtyardName(id: string | undefined): string };

export type Column<Row> = {
  label: Words;
  number?: true;
  /** The query that makes every row say the same here: a table asked with it leaves the column out. */
  saidBy?: string;
  value(row: Row, setting: Setting): Cell;
};

/** A choice that the API's index answers; the first option of every filter is "all". */
export type Filter = {
  name: string;
  label: Words;
  options: 'courtyards' | readonly Option[];
  /** What the API lists when nothing is chosen, where that is not all. */
  unchosen?: Words;
};
export type Option = { value: string; label: Words };

/** A table on a detail page: rows that came with the item itself. */
type Inner<Item> = {
  title: Words;
  columns: readonly Column<never>[];
  rows(item: Item): readonly unknown[];
  /** Most items have none of it: then nothing is said. */
  some?: true;
};

/** A table on a detail page: the first page of another noun's list, opened in full by its link. */
type Related<Item> = { title: Words; path: string; query(item: Item): Record<string, string> };

type Detail<Item> = {
  heading(item: Item): string;
  /** The heading names no person, so that it may stand in the page's title, which browsers and histories keep. */
  titled?: true;
  fields: readonly Column<Item>[];
  inner?: readonly Inner<Item>[];
  related?: readonly Related<Item>[];
};

/**
 * One noun of the console, described as data: the same list page and the same detail page show them all. `path` is
 * `<domain>/<nouns>`, the same below the API's community and below the console's.
 */
export type Noun<Row, Item = Row> = {
  path: string;
  title: Words;
  /** What to do first when there is nothing yet. */
  empty: Words;
  /** Only what an index of the API answers: a control that is absent here is absent on the page. */
  search?: Words;
  filters?: readonly Filter[];
  /** Without this choice the API has no list to give: the page asks for it first. */
  needs?: { name: string; words: Words };
  /** The index answers a search or a filter, not both: a search is of the whole community. */
  searchAlone?: true;
  /** It can list the rows behind a figure: `figure` and its day `asOf` come from a link of the report. */
  figures?: true;
  /** The orders its indexes have; the first is what the API answers when none is asked for. */
  orders?: readonly Option[];
  /** Up to and including a day. */
  until?: true;
  /** Names the query takes without a control of their own: they come from a link, such as a volunteer's records. */
  through?: readonly string[];
  namesCourtyards?: true;
  columns: readonly Column<Row>[];
  detail?: Detail<Item>;
};

// biome-ignore lint/suspicious/noExplicitAny: a noun of any row; each description was checked against its own.
export type AnyNoun = Noun<any, any>;
