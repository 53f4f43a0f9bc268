import { startEngine } from '../support/engine.ts';
import { siteOver } from './bench-site.ts';
import { createBenchTable } from './bench-table.ts';
import { homeFloor, listFloor, OVER_FLOOR } from './floors.ts';
import type { Family, Measurement } from './measure.ts';
import { synthesizeCommunity } from './synthetic-community.ts';

/** DESIGN §4: who asks and where, then what is shown, all of it at once. */
const ROUND_TRIPS = 2;
/** The community itself; then its totals, its months, and the lists of courtyards, rooms, courses, organisations, units. */
const HOME_CALLS = 8;
/** Session and community together, then the rows. */
const LIST_CALLS = 2;
/** The rows and, beside them, the names of the courtyards they lie in, which the page also offers to choose from. */
const NAMED_LIST_CALLS = 3;
/** The session, the page of communities, then of each the one item that says what it still misses. */
const DISTRICT_CALLS = 2 + 1;
const DISTRICT_ROUND_TRIPS = 3;
/** A hundred times the records are two more digits a figure, which may tip one query over into its next 4 KB. */
const ONE_BLOCK = 0.5;

/** Whole pages as the site answers them, with a thousand and a hundred thousand service records: no growth. */
export const growth: Family = {
  name: 'growth',
  metrics: [
    ...['home', 'list'].flatMap((page) => [`${page}.readUnits.1k`, `${page}.readUnits.100k`]),
    ...['home', 'list', 'listWithCourtyards', 'district'].flatMap((page) => [
      `${page}.calls`,
      `${page}.roundTrips`,
    ]),
    'list.writeUnits',
  ],
  async *measure() {
    const small = await costWith(1000, 'small');
    yield units('home.readUnits.1k', small.home.readUnits, OVER_FLOOR * small.floors.home);
    yield units('list.readUnits.1k', small.list.readUnits, OVER_FLOOR * small.floors.list);
    const large = await costWith(100_000, 'large');
    yield units('home.readUnits.100k', large.home.readUnits, small.home.readUnits + ONE_BLOCK);
    yield units('list.readUnits.100k', large.list.readUnits, small.list.readUnits + ONE_BLOCK);
    yield calls('home', large.home.calls, HOME_CALLS);
    yield roundTrips('home', large.home.roundTrips);
    yield calls('list', large.list.calls, LIST_CALLS);
    yield roundTrips('list', large.list.roundTrips);
    yield { metric: 'list.writeUnits', value: large.list.writeUnits, unit: 'write units', limit: 0 };
    yield calls('listWithCourtyards', large.named.calls, NAMED_LIST_CALLS);
    yield roundTrips('listWithCourtyards', large.named.roundTrips);
    yield calls('district', large.district.calls, DISTRICT_CALLS);
    yield roundTrips('district', large.district.roundTrips, DISTRICT_ROUND_TRIPS);
  },
};

const units = (metric: string, value: number, limit: number): Measurement => ({
  metric,
  value,
  unit: 'read units',
  limit,
});

const calls = (page: string, value: number, limit: number): Measurement => ({
  metric: `${page}.calls`,
  value,
  unit: 'calls',
  limit,
});

const roundTrips = (page: string, value: number, limit = ROUND_TRIPS): Measurement => ({
  metric: `${page}.roundTrips`,
  value,
  unit: 'round trips',
  limit,
});

/** What the public home page, two lists of the console and the district's own take of the table. */
async function costWith(records: number, slug: string) {
  const engine = await startEngine();
  try {
    const made = await createBenchTable(engine.endpoint);
    const { tenantId } = await synthesizeCommunity(made, { slug, records });
    const site = await siteOver(made);
    const staff = await site.signIn('wang', { role: 'communityAdministrator', tenantId });
    const district = await site.signIn('district', { role: 'districtAdministrator', tenantId: '*' });
    const list = (path: string) => site.open(`/console/${slug}/timebank/${path}`, staff);
    return {
      home: (await site.open(`/${slug}`)).cost,
      list: (await list('service-records')).cost,
      named: (await list('volunteers')).cost,
      district: (await site.open('/district', district)).cost,
      floors: { home: await homeFloor(made, tenantId), list: await listFloor(made, tenantId) },
    };
  } finally {
    await engine.stop();
  }
}
