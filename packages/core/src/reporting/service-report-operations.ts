import { z } from 'zod';
import { publicCourtyard, publicCourtyards } from '../courtyard/index.ts';
import {
  isWithin,
  LinliError,
  monthOf,
  PAGE_LIMIT_MAX,
  parse,
  plainDateOf,
  requireCourtyards,
  requirePermission,
  type Scope,
} from '../kernel/index.ts';
import type { Table } from '../table/index.ts';
import { type Figures, figuresOf, noFigures, readFiguresAsOf } from './figures.ts';
import { lastDayOf, monthsBegun, monthsOf, ServicePeriod } from './service-period.ts';
import {
  areEnough,
  asToldOutside,
  type CourtyardYear,
  type ServiceFigures,
  ServiceReport,
} from './service-report.ts';
import { categoriesIn, categoriesOf, daysOf, figuresIn, placeOf, TALLY_COLLECTION } from './tally-item.ts';
import { figuresWithin } from './within.ts';

const Period = z.object({ period: ServicePeriod });

/** `outside`: as it may leave the community, where nobody can be told from a small number. */
type Asked = { period: string; outside?: boolean };

/**
 * The time bank's month or year from its counters: five queries at once, which grow with courtyards and months and never
 * with what was recorded.
 */
export async function serviceReport(
  scope: Scope,
  { period, outside = false }: Asked,
): Promise<ServiceReport> {
  const reached = requireCourtyards(scope, 'reporting:read');
  const { period: asked } = parse(Period, { period });
  const today = plainDateOf(scope.now);
  const months = monthsBegun(asked, today);
  if (months.length === 0) throw new LinliError('invalid', 'dateInFuture', { field: 'period' });
  const until = lastDayOf(asked, today);
  const [byMonth, categories, standing, { items: courtyards }] = await Promise.all([
    readMonths(scope.table, asked),
    readCategories(scope.table, asked),
    readFiguresAsOf(scope.table, until),
    publicCourtyards(scope, { limit: PAGE_LIMIT_MAX }),
  ]);
  const scopes = reached === 'all' ? ['community'] : reached;
  const done = new Map(
    months.map((month) => [month, added(scopes.map((id) => byMonth.get(`${month} ${id}`)))]),
  );
  const total = added([...done.values()]);
  const report: ServiceReport = {
    period: asked,
    until,
    total: { ...servedIn(total), ...volunteersIn({ ...noFigures(), ...figuresWithin(standing, reached) }) },
    ...(reached === 'all'
      ? {
          points: {
            granted: total.pointsGranted,
            redeemed: total.pointsRedeemed,
            expired: total.pointsExpired,
          },
        }
      : {}),
    months: months.map((month) => ({ month, ...servedIn(done.get(month) ?? noFigures()) })),
    courtyards: courtyards
      .filter(({ id }) => isWithin(reached, id))
      .map(({ id, name }) => ({
        ...{ id, name },
        ...servedIn(added(months.map((month) => byMonth.get(`${month} ${id}`)))),
        ...volunteersIn(figuresOf(standing, id)),
      })),
    categories: categoriesWithin(categories, scopes),
  };
  return ServiceReport.parse(outside ? asToldOutside(report) : report);
}

/** `year`: `this` is the one it is now in Shanghai. */
type YearAsked = { courtyardId: string; year: string };

const Year = z.object({ year: z.string().regex(/^(19|20)\d\d$/) });

/** A courtyard's year, for anybody: three queries and a read, as long in a small community as in a large one. */
export async function courtyardYear(scope: Scope, { courtyardId, year }: YearAsked): Promise<CourtyardYear> {
  requirePermission(scope, 'public:read');
  const today = plainDateOf(scope.now);
  const { year: asked } = parse(Year, { year: year === 'this' ? today.slice(0, 4) : year });
  const months = monthsBegun(asked, today);
  if (months.length === 0) throw new LinliError('invalid', 'dateInFuture', { field: 'year' });
  const { id, name } = await publicCourtyard(scope, courtyardId);
  const until = lastDayOf(asked, today);
  const [byMonth, categories, standing] = await Promise.all([
    readMonths(scope.table, asked),
    readCategories(scope.table, asked),
    readFiguresAsOf(scope.table, until),
  ]);
  const { volunteers } = figuresOf(standing, id);
  if (!areEnough({ volunteers }))
    return { id, name, year: asked, until, told: false, months: [], categories: [] };
  const done = months.map((month) => ({ month, figures: byMonth.get(`${month} ${id}`) ?? noFigures() }));
  return {
    ...{ id, name, year: asked, until, told: true },
    total: { ...servedIn(added(done.map(({ figures }) => figures))), volunteers },
    months: done.map(({ month, figures }) => ({ month, ...servedIn(figures) })),
    categories: categoriesWithin(categories, [id]),
  };
}

const servedIn = ({
  serviceRecords,
  serviceMinutes,
  peopleServed,
  pointsIssued,
}: Figures): ServiceFigures => ({
  serviceRecords,
  serviceMinutes,
  peopleServed,
  pointsIssued,
});

const volunteersIn = ({ volunteers, partyVolunteers }: Figures) => ({ volunteers, partyVolunteers });

function added(each: readonly (Figures | undefined)[]): Figures {
  const sum = noFigures();
  for (const figures of each)
    for (const [metric, by] of Object.entries(figures ?? {})) sum[metric as keyof Figures] += by;
  return sum;
}

/** By `<month> <scope>`. */
async function readMonths(table: Table, period: ServicePeriod): Promise<Map<string, Figures>> {
  const months = new Map<string, Figures>();
  for await (const item of table.eachStored(TALLY_COLLECTION, daysOf(monthsOf(period)))) {
    const figures = noFigures();
    for (const { metric, count } of figuresIn(item)) figures[metric] += count;
    const { period: month, scope } = placeOf(String(item['sk']));
    months.set(`${monthOf(month)} ${scope}`, figures);
  }
  return months;
}

type Category = ServiceReport['categories'][number];

/** By scope, the months added up. */
async function readCategories(table: Table, period: ServicePeriod): Promise<Map<string, Category[]>> {
  const byScope = new Map<string, Category[]>();
  for await (const item of table.eachStored(TALLY_COLLECTION, categoriesOf(monthsOf(period)))) {
    const { scope } = placeOf(String(item['sk']));
    const categories = byScope.get(scope) ?? [];
    byScope.set(scope, categories);
    for (const { metric, category, count } of categoriesIn(item)) {
      if (metric !== 'serviceRecords' && metric !== 'serviceMinutes') continue;
      let one = categories.find((each) => each.category === category);
      if (one === undefined) {
        one = { category, serviceRecords: 0, serviceMinutes: 0 };
        categories.push(one);
      }
      one[metric] += count;
    }
  }
  return byScope;
}

/** The most hours first; a category whose services were all taken back is left out. */
function categoriesWithin(byScope: Map<string, Category[]>, scopes: readonly string[]): Category[] {
  const sums = new Map<string, Category>();
  for (const one of scopes.flatMap((id) => byScope.get(id) ?? [])) {
    const sum = sums.get(one.category) ?? { ...one, serviceRecords: 0, serviceMinutes: 0 };
    sum.serviceRecords += one.serviceRecords;
    sum.serviceMinutes += one.serviceMinutes;
    sums.set(one.category, sum);
  }
  return [...sums.values()]
    .filter(({ serviceRecords, serviceMinutes }) => serviceRecords > 0 || serviceMinutes > 0)
    .sort((a, b) => b.serviceMinutes - a.serviceMinutes);
}
