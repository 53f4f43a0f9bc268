import { METRICS, type Metric, type Month, monthOf, type PlainDate } from '../kernel/index.ts';
import type { Table } from '../table/index.ts';
import {
  daysAround,
  figuresIn,
  MONTHS,
  MONTHS_OF_COMMUNITY,
  placeOf,
  TALLY_COLLECTION,
  type TallyFigure,
  type TallyPlace,
  TOTALS,
  TOTALS_OF_COMMUNITY,
} from './tally-item.ts';

/** The figures of one scope; a figure nothing has contributed to is 0. */
export type Figures = Record<Metric, number>;

/** Figures by scope: `community` or a courtyard's id. */
export type FiguresByScope = ReadonlyMap<string, Figures>;

/** A scope's figures, all 0 when it has none. */
export const figuresOf = (figures: FiguresByScope, scope: string): Figures =>
  figures.get(scope) ?? noFigures();

/** Lifetime totals of the community and of every courtyard: one query, one small item each. */
export function readTotals(table: Table): Promise<FiguresByScope> {
  return sumFigures([table.eachStored(TALLY_COLLECTION, TOTALS)], () => true);
}

/** Lifetime totals of the community alone. */
export function readTotalsOfCommunity(table: Table): Promise<FiguresByScope> {
  return sumFigures([table.eachStored(TALLY_COLLECTION, TOTALS_OF_COMMUNITY)], () => true);
}

/**
 * Figures as they stood at the end of a day: what is undated, every month before, and the days of that month up to it.
 * Two queries, which grow with the community's years and courtyards, not with its records.
 */
export function readFiguresAsOf(table: Table, asOf: PlainDate): Promise<FiguresByScope> {
  const stored = [MONTHS, daysAround(asOf)].map((range) => table.eachStored(TALLY_COLLECTION, range));
  return sumFigures(stored, (place, figure) => countsBy(asOf, place, figure));
}

/** Whether a counter counts at the end of a day: months before it whole, its own month by the days up to it. */
export function countsBy(asOf: PlainDate, { period, daily }: TallyPlace, { day = '' }: TallyFigure): boolean {
  if (period === 'undated') return true;
  if (!daily) return period < monthOf(asOf);
  return period === monthOf(asOf) && day <= asOf.slice(8, 10);
}

/** The community's figures of the last so many months that have any, oldest first. One query. */
export async function readLastMonths(
  table: Table,
  count: number,
): Promise<{ month: Month; figures: Figures }[]> {
  const items = await table.lastStored(TALLY_COLLECTION, MONTHS_OF_COMMUNITY, count);
  return items.reverse().map((item) => {
    const figures = noFigures();
    for (const { metric, count: by } of figuresIn(item)) figures[metric] += by;
    return { month: placeOf(String(item['sk'])).period, figures };
  });
}

async function sumFigures(
  queries: readonly AsyncIterable<Record<string, unknown>>[],
  counts: (place: TallyPlace, figure: TallyFigure) => boolean,
): Promise<FiguresByScope> {
  const sums = new Map<string, Figures>();
  const addAll = async (query: AsyncIterable<Record<string, unknown>>) => {
    for await (const item of query) {
      const place = placeOf(String(item['sk']));
      const figures = sums.get(place.scope) ?? noFigures();
      sums.set(place.scope, figures);
      for (const figure of figuresIn(item)) {
        if (counts(place, figure)) figures[figure.metric] += figure.count;
      }
    }
  };
  await Promise.all(queries.map(addAll));
  return sums;
}

export const noFigures = (): Figures => Object.fromEntries(METRICS.map((metric) => [metric, 0])) as Figures;
