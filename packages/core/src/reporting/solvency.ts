import { z } from 'zod';
import { type Month, monthOf, type PlainDate } from '../kernel/index.ts';
import type { CatalogueItem } from '../timebank/index.ts';
import type { Figures } from './figures.ts';

const points = z.number().int();

/** What was gained (by service or out of the community's hand) in a month, and what left again. */
const SolvencyMonth = z.object({ month: z.string(), gained: points, redeemed: points, expired: points });

/**
 * Whether what people hold can be redeemed (偿付), up to today, in points.
 *
 * - `outstanding` is what all accounts hold, cards and what is put aside included; `byAge` the same by when it was gained: the
 *   last twelve months, the twelve before, earlier. The oldest is taken to be spent first, over the whole community.
 * - `stockPoints` is what the goods on the shelf are worth; a service has no shelf. `catalogue` says of each how many all that
 *   is outstanding would buy.
 * - `months` are the last twelve, oldest first.
 * - `sponsors` is what sponsors have promised and not yet brought, at the prices of then; what is overdue is told apart.
 * - `promised` is what the rule in force says is promised for this year, and what of it has been given.
 */
export const Solvency = z.object({
  asOf: z.string(),
  outstanding: points,
  byAge: z.object({ withinYear: points, yearBefore: points, earlier: points }),
  stockPoints: points,
  catalogue: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      points,
      stock: points.optional(),
      affordable: points,
    }),
  ),
  months: z.array(SolvencyMonth),
  sponsors: z.object({ open: points, overdue: points }),
  promised: z.object({ most: points, given: points }).optional(),
});
export type Solvency = z.infer<typeof Solvency>;

type Counted = readonly { month: Month; figures: Figures }[];

export const outstandingOf = ({
  pointsIssued,
  pointsGranted,
  pointsRedeemed,
  pointsExpired,
}: Figures): number => pointsIssued + pointsGranted - pointsRedeemed - pointsExpired;

/** What is outstanding by when it was gained: what was gained last is what is left last. */
export function byAge(outstanding: number, counted: Counted, today: PlainDate): Solvency['byAge'] {
  const [thisYear, lastYear] = [12, 24].map((months) => monthsBefore(monthOf(today), months - 1));
  const gainedIn = (from = '', before = '9999-99') =>
    counted
      .filter(({ month }) => month >= from && month < before)
      .reduce((sum, { figures }) => sum + gainedOf(figures), 0);
  const withinYear = Math.min(outstanding, Math.max(0, gainedIn(thisYear)));
  const yearBefore = Math.min(outstanding - withinYear, Math.max(0, gainedIn(lastYear, thisYear)));
  return { withinYear, yearBefore, earlier: outstanding - withinYear - yearBefore };
}

/** The last twelve months up to this one, with a 0 for a month in which nothing happened. */
export function lastTwelve(counted: Counted, today: PlainDate): Solvency['months'] {
  const byMonth = new Map(counted.map(({ month, figures }) => [month, figures]));
  return Array.from({ length: 12 }, (_, i) => {
    const month = monthsBefore(monthOf(today), 11 - i);
    const figures = byMonth.get(month);
    return {
      month,
      gained: figures === undefined ? 0 : gainedOf(figures),
      redeemed: figures?.pointsRedeemed ?? 0,
      expired: figures?.pointsExpired ?? 0,
    };
  });
}

const gainedOf = ({ pointsIssued, pointsGranted }: Figures): number => pointsIssued + pointsGranted;

/** Each thing with how many of it all outstanding points would buy, dearest last as the catalogue has them. */
export const bought = (catalogue: readonly CatalogueItem[], outstanding: number): Solvency['catalogue'] =>
  catalogue.map(({ id, name, points: price, stock }) => ({
    ...{ id, name, points: price, stock },
    affordable: price > 0 ? Math.floor(Math.max(0, outstanding) / price) : 0,
  }));

/** What the goods on the shelf are worth in points. */
export const onShelf = (catalogue: readonly CatalogueItem[]): number =>
  catalogue.reduce(
    (sum, { type, points: price, stock = 0 }) => (type === 'goods' ? sum + price * stock : sum),
    0,
  );

function monthsBefore(month: Month, count: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 - count, 1)).toISOString().slice(0, 7);
}
