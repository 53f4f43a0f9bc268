import { z } from 'zod';
import { type PublicCourtyard, publicCourtyards } from '../courtyard/index.ts';
import { Organisation, publicOrganisations } from '../incubation/index.ts';
import {
  METRICS,
  type Month,
  PAGE_LIMIT_MAX,
  plainDateOf,
  requirePermission,
  type Scope,
} from '../kernel/index.ts';
import { PublicClasses, publicClasses } from '../learning/index.ts';
import { PublicUnit, publicUnits } from '../partners/index.ts';
import { type Figures, type FiguresByScope, figuresOf, readLastMonths, readTotals } from './figures.ts';
import { BASES, residencyOf } from './residency.ts';

/** A community's home page: its figures up to today, and what to look at next. */
export const Home = z.object({
  community: z.object({ slug: z.string(), name: z.string(), address: z.string().optional() }),
  /** The day up to which everything is counted. */
  asOf: z.string(),
  figures: z.record(z.enum(METRICS), z.number().int()),
  /** Sixteen months in a row, up to the last in which anyone served; empty when nobody has. */
  months: z.array(z.object({ month: z.string(), serviceMinutes: z.number(), serviceRecords: z.number() })),
  courtyards: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      feature: z.string().optional(),
      basis: z.enum(BASES),
      households: z.number().int(),
      residents: z.number().int(),
    }),
  ),
  classes: PublicClasses.pick({ week: true, sessions: true, running: true, begun: true }),
  organisations: z.array(Organisation.pick({ id: true, name: true, kind: true, stage: true, rating: true })),
  /** None where the community keeps no list of them. */
  units: z.array(PublicUnit.pick({ id: true, name: true })),
});
export type Home = z.infer<typeof Home>;

const MONTHS_SHOWN = 16;
// Some of the latest months may have no service, only other events.
const MONTHS_READ = 24;

type Described = { slug: string; name: string; address?: string | undefined; modules: readonly string[] };

/** Seven queries at once, each as long in a small community as in a large one. */
export async function home(scope: Scope, { community }: { community: Described }): Promise<Home> {
  requirePermission(scope, 'public:read');
  const { table } = scope;
  const asOf = plainDateOf(scope.now);
  const [totals, months, courtyards, classes, organisations, units] = await Promise.all([
    readTotals(table),
    readLastMonths(table, MONTHS_READ),
    publicCourtyards(scope, { limit: PAGE_LIMIT_MAX }),
    publicClasses(scope),
    publicOrganisations(scope, { limit: PAGE_LIMIT_MAX }),
    community.modules.includes('partners') ? publicUnits(scope, { limit: PAGE_LIMIT_MAX }) : { items: [] },
  ]);
  return Home.parse({
    community,
    asOf,
    figures: figuresOf(totals, 'community'),
    months: servedMonths(months),
    courtyards: courtyards.items.map((courtyard) => courtyardCard(courtyard, totals, asOf)),
    classes,
    organisations: organisations.items,
    units: units.items,
  });
}

const courtyardCard = (courtyard: PublicCourtyard, totals: FiguresByScope, asOf: string) => ({
  ...courtyard,
  ...residencyOf(courtyard, figuresOf(totals, courtyard.id), asOf),
});

/** The last sixteen months up to the last with service, with a 0 for a month in which nothing happened. */
export function servedMonths(counted: readonly { month: Month; figures: Figures }[]): Home['months'] {
  const last = counted.findLast(({ figures }) => figures.serviceRecords > 0);
  if (last === undefined) return [];
  const byMonth = new Map(counted.map(({ month, figures }) => [month, figures]));
  return Array.from({ length: MONTHS_SHOWN }, (_, i) => {
    const month = monthsBefore(last.month, MONTHS_SHOWN - 1 - i);
    const { serviceMinutes = 0, serviceRecords = 0 } = byMonth.get(month) ?? {};
    return { month, serviceMinutes, serviceRecords };
  });
}

function monthsBefore(month: Month, count: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 - count, 1)).toISOString().slice(0, 7);
}
