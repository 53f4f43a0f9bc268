import type { Contribution, Metric, Month, PlainDate } from '../kernel/index.ts';
import type { GoodsMove, GoodsMoves } from '../timebank/index.ts';

/** The collection of a community's counters: partition `T#<tenantId>#tally`. */
export const TALLY_COLLECTION = 'tally';

/** Before a month in the period of what that month's figures are told apart by. */
const AMONG = 'among';
/** Before a month in the period of what happened in it to the items of the catalogue. */
const ARTICLE = 'article';

/**
 * Whose and when: one counter item. `scope` is `community`, a courtyard's id, or that of an item of the catalogue. Of a period `all` there are lifetime
 * totals; `undated` is what has no day and always counts; a month has its totals in one item, its days in another and
 * its categories in a third (`among#2019-04`); an item has a month's goods in one (`article#2019-04`).
 */
export type TallyPlace = {
  scope: string;
  period: 'all' | 'undated' | Month | `among#${Month}` | `article#${Month}`;
  daily: boolean;
};

/**
 * Sort keys follow what is read together: the totals of every scope (`all#<scope>`) for a home page, the months of one
 * scope (`<scope>#2019-04`) for a chart, the days of one month in every scope (`2019-04#<scope>`) to cut at a date, the categories of one month after another in every scope
 * (`among#2019-04#<scope>`) for a report, and all items of a month (`article#2019-04#<item>`) for the sheet of its goods. What is read of the others never passes over these.
 */
export function sortKeyOf({ scope, period, daily }: TallyPlace): string {
  return period === 'all' || daily || isApart(period) ? `${period}#${scope}` : `${scope}#${period}`;
}

const isApart = (period: string) => period.startsWith(`${AMONG}#`) || period.startsWith(`${ARTICLE}#`);

export function placeOf(sortKey: string): TallyPlace {
  const [head = '', tail = '', last = ''] = sortKey.split('#');
  if (head === AMONG || head === ARTICLE) return { scope: last, period: `${head}#${tail}`, daily: false };
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

/** Where the days of some months lie, of all scopes. */
export const daysOf = ({ first, last }: Months) => ({ from: `${first}#`, to: `${last}#~` });
/** Where the categories of some months lie, of all scopes. */
export const categoriesOf = ({ first, last }: Months) => ({
  from: `${AMONG}#${first}#`,
  to: `${AMONG}#${last}#~`,
});

/** Where the goods of a month lie, and of all months after it. */
export const goodsSince = (month: Month) => ({ from: `${ARTICLE}#${month}#`, to: `${ARTICLE}#~` });
/** Where the community's own month lies: one item. */
export const monthOfCommunity = (month: Month) => ({ from: `community#${month}`, to: `community#${month}` });

/** From one month to another, both counted. */
export type Months = { first: Month; last: Month };

/** What one contribution adds to which attribute of which counter item. */
export type TallyStep = { sortKey: string; attribute: string; by: number };

/**
 * A contribution goes to the lifetime total and either to its month and its day (`serviceMinutes@12`), or to what is undated;
 * one that has a category to that of its month, too (`serviceMinutes/健康`).
 */
export function stepsOf({ scope, metric, by, on, category }: Contribution): TallyStep[] {
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
    ...(category === undefined
      ? []
      : [step({ period: `${AMONG}#${period}`, daily: false }, `${metric}/${category}`)]),
  ];
}

/** Goods are counted a month at a time, and nowhere else. */
export const stepOfGoods = ({ itemId, on, what, by }: GoodsMove): TallyStep => ({
  sortKey: sortKeyOf({ scope: itemId, period: `${ARTICLE}#${on.slice(0, 7)}`, daily: false }),
  attribute: what,
  by,
});

/** What happened to an item in a month, of a stored counter item of its goods. */
export const goodsIn = (item: Record<string, unknown>): GoodsMoves => ({
  ...{ delivered: 0, handedOver: 0, takenBack: 0, counted: 0, points: 0 },
  ...Object.fromEntries(countsIn(item)),
});

/** An attribute of a counter item read back: the figure, and the day of the month where it is one day's share. */
export type TallyFigure = { metric: Metric; day?: string; count: number };

/** The attributes of a stored counter item that count; its keys and marks do not. */
export const countsIn = (item: Record<string, unknown>): [attribute: string, count: number][] =>
  Object.entries(item).filter((entry): entry is [string, number] => typeof entry[1] === 'number');

/** The figures of a stored counter item. */
export const figuresIn = (item: Record<string, unknown>): TallyFigure[] =>
  countsIn(item).map(([name, count]) => {
    const [metric, day] = name.split('@') as [Metric, string | undefined];
    return day === undefined ? { metric, count } : { metric, day, count };
  });

/** One category's share of a month's figure. */
export type CategoryFigure = { metric: Metric; category: string; count: number };

/** A category is whatever a community calls one: everything after the first stroke. */
export const categoriesIn = (item: Record<string, unknown>): CategoryFigure[] =>
  countsIn(item).map(([name, count]) => {
    const at = name.indexOf('/');
    return { metric: name.slice(0, at) as Metric, category: name.slice(at + 1), count };
  });
