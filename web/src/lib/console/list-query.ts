import type { AnyNoun } from './noun.ts';

/** What the address of a list page asks for. Names the noun does not know are dropped, so that a link never lies. */
export type ListQuery = {
  /** Sent to the API. */
  asked: Record<string, string>;
  cursor: string | undefined;
  pageNumber: number;
};

export function listQuery(noun: AnyNoun, search: URLSearchParams): ListQuery {
  const known = [
    ...(noun.search === undefined ? [] : ['search']),
    ...(noun.filters ?? []).map(({ name }) => name),
    ...(noun.orders === undefined ? [] : ['order']),
    ...(noun.until === undefined ? [] : ['until']),
    ...(noun.figures === undefined ? [] : ['figure', 'asOf']),
    ...(noun.through ?? []),
  ];
  const asked: Record<string, string> = {};
  for (const name of known) {
    const value = search.get(name)?.trim();
    if (value !== undefined && value !== '') asked[name] = value;
  }
  if (noun.searchAlone && asked['search'] !== undefined)
    for (const { name } of noun.filters ?? []) delete asked[name];
  const cursor = search.get('cursor') ?? undefined;
  const pageNumber = cursor === undefined ? 1 : Math.max(2, Number(search.get('page')) || 2);
  return { asked, cursor, pageNumber };
}

/** The address of the page after this one, with what was asked. */
export function nextPage(path: string, { asked, pageNumber }: ListQuery, cursor: string): string {
  return `${path}?${new URLSearchParams({ ...asked, cursor, page: String(pageNumber + 1) })}`;
}

/** The first page of the same question. */
export function firstPage(path: string, { asked }: ListQuery): string {
  const query = new URLSearchParams(asked).toString();
  return query === '' ? path : `${path}?${query}`;
}
