/** What a list is asked for. `cursor` is the opaque text of the page before. */
export type PageRequest = { limit?: number; cursor?: string };

/** `next` is absent on the last page. */
export type Page<T> = { items: T[]; next?: string };

export const PAGE_LIMIT_DEFAULT = 25;
export const PAGE_LIMIT_MAX = 100;

export const pageLimit = (request: PageRequest): number =>
  Math.min(Math.max(1, request.limit ?? PAGE_LIMIT_DEFAULT), PAGE_LIMIT_MAX);

/** Which rows meet all that is asked of them; undefined where nothing is, so that a plain page is read. */
export function allHold<T>(
  ...asked: readonly (((row: T) => boolean) | undefined)[]
): ((row: T) => boolean) | undefined {
  const conditions = asked.filter((condition) => condition !== undefined);
  return conditions.length === 0 ? undefined : (row) => conditions.every((holds) => holds(row));
}
