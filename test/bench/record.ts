import { idFrom } from '@linli/core/kernel';
import { startEngine } from '../support/engine.ts';
import { createBenchTable } from './bench-table.ts';
import type { Family } from './measure.ts';
import { meteredApi } from './metered-api.ts';
import { NOW, synthesizeCommunity } from './synthetic-community.ts';

/** DESIGN §4: post a service record with its points. */
const WRITE_UNITS = 6;
/** Where the rule of the day has both caps: two more for each (docs/decisions/0015-points-rules.md). */
const CAPPED_WRITE_UNITS = 10;
const ROUND_TRIPS = 1;
/** Who asks and where, the volunteer, the rule of the day, and the commit. */
const CALLS = 4;

/** Posting one service record for a volunteer who has served before. */
export const record: Family = {
  name: 'record',
  metrics: ['record.writeUnits', 'record.roundTrips', 'record.calls', 'record.writeUnits.capped'],
  async *measure() {
    const engine = await startEngine();
    try {
      const made = await createBenchTable(engine.endpoint);
      const { tenantId } = await synthesizeCommunity(made, { slug: 'record', records: 100 });
      const ask = meteredApi(made);
      const post = (key: string, servedOn = '2019-04-30') =>
        ask('/communities/record/timebank/service-records', {
          ...{ method: 'POST', key, body: bodyFor(tenantId, servedOn) },
        });
      await post('bench-record-1');
      const posted = await post('bench-record-2');
      yield {
        metric: 'record.writeUnits',
        value: posted.writeUnits,
        unit: 'write units',
        limit: WRITE_UNITS,
      };
      yield {
        metric: 'record.roundTrips',
        value: posted.writeCalls,
        unit: 'round trips',
        limit: ROUND_TRIPS,
      };
      yield { metric: 'record.calls', value: posted.calls, unit: 'calls', limit: CALLS };

      const capped = { from: TODAY, pointsPerHour: 10, dailyCap: 100, yearlyCap: 1000 };
      await ask(RULES, { method: 'POST', key: 'bench-rule', body: capped });
      await post('bench-record-3', TODAY);
      const under = await post('bench-record-4', TODAY);
      yield {
        metric: 'record.writeUnits.capped',
        value: under.writeUnits,
        unit: 'write units',
        limit: CAPPED_WRITE_UNITS,
      };
    } finally {
      await engine.stop();
    }
  },
};

const RULES = '/communities/record/timebank/points-rules';
const TODAY = NOW.slice(0, 10);

const bodyFor = (tenantId: string, servedOn: string) => ({
  volunteerId: idFrom('volunteer', tenantId, '0'),
  servedOn,
  item: '院落夜间义务巡逻',
  category: '平安巡逻',
  durationMinutes: 90,
  peopleServed: 2,
});
