import type { CleanedWhere } from 'better-auth/adapters';

export type Row = Record<string, unknown>;

/** Whether a row meets better-auth's conditions: all that are joined by AND, and one of those joined by OR, if any are. */
export function matches(row: Row, where: readonly CleanedWhere[]): boolean {
  const all = where.filter(({ connector }) => connector !== 'OR');
  const any = where.filter(({ connector }) => connector === 'OR');
  return all.every((one) => holds(row, one)) && (any.length === 0 || any.some((one) => holds(row, one)));
}

/** The value a row must have in this field, where the conditions leave no other. */
export function pinned(where: readonly CleanedWhere[], field: string): string | undefined {
  const clause = where.find(
    (one) =>
      one.field === field &&
      one.operator === 'eq' &&
      one.connector !== 'OR' &&
      one.mode !== 'insensitive' &&
      typeof one.value === 'string',
  );
  return clause?.value as string | undefined;
}

function holds(row: Row, { field, operator, value, mode }: CleanedWhere): boolean {
  const fold = mode === 'insensitive' ? folded : (same: unknown) => same;
  const actual = fold(row[field] ?? null);
  const wanted = Array.isArray(value) ? value.map(fold) : fold(value);
  return COMPARISONS[operator](actual, wanted);
}

const folded = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value);

type Comparison = (actual: unknown, wanted: unknown) => boolean;

// Nothing is before or after a missing value, and nothing contains it.
const ordered =
  (compare: (order: number) => boolean): Comparison =>
  (actual, wanted) =>
    actual !== null && wanted !== null && compare(orderOf(actual, wanted));

const textual =
  (compare: (actual: string, wanted: string) => boolean): Comparison =>
  (actual, wanted) =>
    typeof actual === 'string' && typeof wanted === 'string' && compare(actual, wanted);

const COMPARISONS: Record<CleanedWhere['operator'], Comparison> = {
  eq: (actual, wanted) => actual === wanted,
  ne: (actual, wanted) => actual !== wanted,
  in: (actual, wanted) => (wanted as unknown[]).includes(actual),
  not_in: (actual, wanted) => !(wanted as unknown[]).includes(actual),
  lt: ordered((order) => order < 0),
  lte: ordered((order) => order <= 0),
  gt: ordered((order) => order > 0),
  gte: ordered((order) => order >= 0),
  contains: textual((actual, wanted) => actual.includes(wanted)),
  starts_with: textual((actual, wanted) => actual.startsWith(wanted)),
  ends_with: textual((actual, wanted) => actual.endsWith(wanted)),
};

/** Numbers by size, the rest by code point, which is also the order of instants; what is missing comes first. */
export function orderOf(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return -1;
  if (b === null || b === undefined) return 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : 1;
}
