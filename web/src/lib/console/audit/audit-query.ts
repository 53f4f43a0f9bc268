/** What the form asks for, out of the page's address; what was left empty is not asked. */
export function auditQuery(search: URLSearchParams) {
  const filters = Object.fromEntries(
    (['from', 'until', 'actor', 'noun', 'action'] as const).flatMap((name) => {
      const value = search.get(name)?.trim();
      return value ? [[name, value]] : [];
    }),
  ) as Partial<Record<'from' | 'until' | 'actor' | 'noun' | 'action', string>>;
  const cursor = search.get('cursor') || undefined;
  return { filters, cursor };
}

/** The address of this trail with these filters, from a cursor on. */
export function auditHref(path: string, filters: Record<string, string>, cursor?: string): string {
  const search = new URLSearchParams({ ...filters, ...(cursor === undefined ? {} : { cursor }) });
  return search.size === 0 ? path : `${path}?${search}`;
}
