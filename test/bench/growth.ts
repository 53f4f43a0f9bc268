import { startEngine } from '../support/engine.ts';
import { createBenchTable } from './bench-table.ts';
import type { Family, Measurement } from './measure.ts';
import { meteredApi } from './metered-api.ts';
import { synthesizeCommunity } from './synthetic-community.ts';

/** Six queries at once after the community itself, and one to spare. */
const HOME_CALLS = 8;
/** A hundred times the records are two more digits a figure, which may tip one query over into its next 4 KB. */
const ONE_BLOCK = 0.5;
/** DESIGN §4: a signed-in page of 25 rows. */
const LIST_CALLS = 2;

type Cost = { home: { readUnits: number; calls: number }; list: { readUnits: number; calls: number } };

/** The home page and a console page of 25 rows with a thousand and a hundred thousand service records: no growth. */
export const growth: Family = {
  name: 'growth',
  async *measure(): AsyncIterable<Measurement> {
    const small = await costWith(1_000, 'small');
    yield units('home.readUnits.1k', small.home.readUnits);
    yield units('list.readUnits.1k', small.list.readUnits);
    const large = await costWith(100_000, 'large');
    yield units('home.readUnits.100k', large.home.readUnits, small.home.readUnits + ONE_BLOCK);
    yield units('list.readUnits.100k', large.list.readUnits, small.list.readUnits + ONE_BLOCK);
    yield { metric: 'home.calls', value: large.home.calls, unit: 'calls', limit: HOME_CALLS };
    yield { metric: 'list.calls', value: large.list.calls, unit: 'calls', limit: LIST_CALLS };
  },
};

const units = (metric: string, value: number, limit?: number): Measurement => ({
  metric,
  value,
  unit: 'read units',
  ...(limit === undefined ? {} : { limit }),
});

async function costWith(records: number, slug: string): Promise<Cost> {
  const engine = await startEngine();
  try {
    const made = await createBenchTable(engine.endpoint);
    await synthesizeCommunity(made, { slug, records });
    const ask = meteredApi(made);
    return {
      home: await ask(`/communities/${slug}/reporting/home`, { visitor: true }),
      list: await ask(`/communities/${slug}/timebank/service-records?limit=25`),
    };
  } finally {
    await engine.stop();
  }
}
