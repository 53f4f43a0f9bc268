import { z } from 'zod';
import { type PublicCourtyard, publicCourtyards } from '../courtyard/index.ts';
import { type Organisation, publicOrganisations } from '../incubation/index.ts';
import {
  isWithin,
  PAGE_LIMIT_MAX,
  type Page,
  type PageRequest,
  type PlainDate,
  plainDateOf,
  requireCourtyards,
  type Scope,
} from '../kernel/index.ts';
import { type Figures, figuresOf, readFiguresAsOf } from './figures.ts';
import { readableRows } from './readable-rows.ts';
import { BASES, residencyOf } from './residency.ts';
import { rowsBehind } from './rows-behind.ts';
import { figuresWithin } from './within.ts';

const count = z.number().int();

/** One courtyard's figures. `basis` says where the first four come from: surveyed rows, or the courtyard ledger's own. */
export const CourtyardFigures = z.object({
  address: z.string().optional(),
  basis: z.enum(BASES),
  households: count,
  residents: count,
  partyMembers: count,
  retiredPartyMembers: count,
  meetings: count,
  opinions: count,
  committeeMembers: count,
  committeePartyMembers: count,
  fundBalanceFen: count,
});
export type CourtyardFigures = z.infer<typeof CourtyardFigures>;

/**
 * The figures at the end of a day of all that somebody reaches. What belongs to no courtyard is absent for whoever
 * reaches some only. `rows` leads from a figure's path to the API query behind it, where they may read those rows.
 */
export const Report = z.object({
  community: z.string(),
  asOf: z.string(),
  courtyards: count,
  courtyard: z.record(z.string(), CourtyardFigures),
  timeBank: z.object({
    volunteers: count,
    partyVolunteers: count,
    serviceRecords: count,
    serviceMinutes: count,
    /** To a tenth. */
    serviceHours: z.number(),
    peopleServed: count,
    pointsIssued: count,
    unitCards: count,
    enterpriseCards: count,
    courtyardCards: count,
  }),
  organisations: z
    .object({
      socialOrganisations: count,
      /** The best of its social organisations' ratings; absent when none is rated. */
      rating: z.string().optional(),
      selfOrganised: count,
      mature: count,
    })
    .optional(),
  rooms: count.optional(),
  courses: count.optional(),
  regionalUnits: count.optional(),
  rows: z.record(z.string(), z.string()),
});
export type Report = z.infer<typeof Report>;

/** The report at the end of a day, today unless asked otherwise. Reads counters and two short lists, never the rows. */
export async function report(
  scope: Scope,
  {
    community,
    asOf = plainDateOf(scope.now),
  }: { community: { slug: string; name: string }; asOf?: PlainDate },
): Promise<Report> {
  const reached = requireCourtyards(scope, 'reporting:read');
  const [figures, courtyards, organisations] = await Promise.all([
    readFiguresAsOf(scope.table, asOf),
    every((request) => publicCourtyards(scope, request)),
    every((request) => publicOrganisations(scope, request)),
  ]);
  const total = { ...figuresOf(figures, 'none'), ...figuresWithin(figures, reached) };
  const within = courtyards.filter(({ id }) => isWithin(reached, id));
  const byCourtyard = within.map((courtyard) => ({
    id: courtyard.id,
    name: courtyard.name,
    shown: courtyardFigures(courtyard, figuresOf(figures, courtyard.id), asOf),
  }));
  return {
    community: community.name,
    asOf,
    courtyards: total.courtyards,
    courtyard: Object.fromEntries(byCourtyard.map(({ name, shown }) => [name, shown])),
    timeBank: timeBankFigures(total),
    ...(reached === 'all' ? communityFigures(total, organisations, asOf) : {}),
    rows: rowsBehind(
      community.slug,
      byCourtyard.map(({ id, name, shown: { basis } }) => ({ id, name, basis })),
      asOf,
      readableRows(scope, reached),
    ),
  };
}

function courtyardFigures(courtyard: PublicCourtyard, counted: Figures, asOf: PlainDate): CourtyardFigures {
  const { meetings, opinions, committeeMembers, committeePartyMembers, fundBalanceFen } = counted;
  return {
    ...(courtyard.address === undefined ? {} : { address: courtyard.address }),
    ...residencyOf(courtyard, counted, asOf),
    meetings,
    opinions,
    committeeMembers,
    committeePartyMembers,
    fundBalanceFen,
  };
}

const timeBankFigures = (total: Figures): Report['timeBank'] => ({
  volunteers: total.volunteers,
  partyVolunteers: total.partyVolunteers,
  serviceRecords: total.serviceRecords,
  serviceMinutes: total.serviceMinutes,
  serviceHours: Math.round(total.serviceMinutes / 6) / 10,
  peopleServed: total.peopleServed,
  pointsIssued: total.pointsIssued,
  unitCards: total.unitCards,
  enterpriseCards: total.enterpriseCards,
  courtyardCards: total.courtyardCards,
});

/** What belongs to the community as a whole. */
const communityFigures = (total: Figures, organisations: readonly Organisation[], asOf: PlainDate) => ({
  organisations: organisationFigures(total, organisations, asOf),
  rooms: total.rooms,
  courses: total.courses,
  regionalUnits: total.regionalUnits,
});

function organisationFigures(
  total: Figures,
  organisations: readonly Organisation[],
  asOf: PlainDate,
): Report['organisations'] {
  const rating = bestRating(organisations, asOf);
  return {
    socialOrganisations: total.socialOrganisations,
    ...(rating === undefined ? {} : { rating }),
    selfOrganised: total.selfOrganised,
    mature: total.mature,
  };
}

/** 1A to 5A sort as text. A team is not rated. */
const bestRating = (organisations: readonly Organisation[], asOf: PlainDate): string | undefined =>
  organisations
    .filter(({ kind, foundedOn = asOf }) => kind === 'socialOrganisation' && foundedOn <= asOf)
    .flatMap(({ rating }) => rating ?? [])
    .sort()
    .at(-1);

/** Every item of a list that is short by nature: courtyards, organisations. */
async function every<T>(list: (request: PageRequest) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let page: Page<T> = { items: [] };
  do {
    page = await list({ limit: PAGE_LIMIT_MAX, ...(page.next === undefined ? {} : { cursor: page.next }) });
    items.push(...page.items);
  } while (page.next !== undefined);
  return items;
}
