import type { Contribution, Metric, Month, PlainDate } from '../kernel/index.ts';

/** The collection of a community's counters: partition `T#<tenantId>#tally`. */
export const TALLY_COLLECTION = 'tally';

/**
 * Whose and when: one counter item. `scope` is `community` or a courtyard's id. Of a period `all` there are lifetime
 * totals; `undated` is what has no day and always counts; a month has its totals in one item and its days in another.
 */
export type TallyPlace = { scope: string; period: 'all' | 'undated' | Month; daily: boolean };

/**
 * Sort keys follow what is read together: the totals of every scope (`all#<scope>`) for a home page, the months of one
 * scope (`<scope>#2019-04`) for a chart, the days of one month in every scope (`2019-04#<scope>`) to cut at a date.
 */
export function sortKeyOf({ scope, period, daily }: TallyPlace): string {
  return period === 'all' || daily ? `${period}#${scope}` : `${scope}#${period}`;
}

export function placeOf(sortKey: string): TallyPlace {
  const [head = '', tail = ''] = sortKey.split('#');
  if (head === 'all') return { scope: tail, period: 'all', daily: false };
  return /^\d/.test(head)
    ? { scope: tail, period: head, daily: true }
    : { scope: head, period: tail, daily: false };
}

/** Where the lifetime totals of all scopes lie. */
export const TOTALS = { from: 'all#', to: 'all#~' };
/** Where the community's own lifetime totals lie: one item. */
export const TOTALS_OF_COMMUNITY = { from: 'all#community', to: 'all#community' };
/** Where the months of all scopes lie, with what is undated: every scope's name begins with a letter after `all`. */
export const MONTHS = { from: 'b', to: '~' };
/** Where the community's months lie; what is undated sorts after them. */
export const MONTHS_OF_COMMUNITY = { from: 'community#0', to: 'community#9~' };
/** Where the days of the date's month lie, of all scopes. */
export const daysAround = (date: PlainDate) => ({
  from: `${date.slice(0, 7)}#`,
  to: `${date.slice(0, 7)}#~`,
});

/** What one contribution adds to which attribute of which counter item. */
export type TallyStep = { sortKey: string; attribute: string; by: number };

/** A contribution goes to the lifetime total and either to its month and its day (`serviceMinutes@12`), or to what is undated. */
export function stepsOf({ scope, metric, by, on }: Contribution): TallyStep[] {
  const step = (place: Omit<TallyPlace, 'scope'>, attribute: string): TallyStep => ({
    sortKey: sortKeyOf({ scope, ...place }),
    attribute,
    by,
  });
  const total = step({ period: 'all', daily: false }, metric);
  if (on === undefined) return [total, step({ period: 'undated', daily: false }, metric)];
  const period = on.slice(0, 7);
  return [
    total,
    step({ period, daily: false }, metric),
    step({ period, daily: true }, `${metric}@${on.slice(8, 10)}`),
  ];
}

/** An attribute of a counter item read back: the figure, and the day of the month where it is one day's share. */
export type TallyFigure = { metric: Metric; day?: string; count: number };

/** The figures of a stored counter item; its keys and marks are not figures. */
export function figuresIn(item: Record<string, unknown>): TallyFigure[] {
  return Object.entries(item).flatMap(([name, count]) => {
    if (typeof count !== 'number') return [];
    const [metric, day] = name.split('@') as [Metric, string | undefined];
    return [day === undefined ? { metric, count } : { metric, day, count }];
  });
}
