import { idFrom } from '@linli/core/kernel';
import {
  cardAccountId,
  draftCard,
  draftCatalogueItem,
  memberAccountId,
  printPassbooks,
} from '@linli/core/timebank';
import { startEngine, type TestTable, tenantTable } from '../support/engine.ts';
import { createBenchTable } from './bench-table.ts';
import { type Family, type Measurement, say } from './measure.ts';
import { meteredApi } from './metered-api.ts';
import { NOW, synthesizeCommunity } from './synthetic-community.ts';

/** DESIGN §4: a transfer between two accounts, both with history. */
const TRANSFER_UNITS = 7;
/** The same: redeem goods (balance, stock, order). */
const REDEMPTION_UNITS = 7;
/** The entry of fifty-one postings with its place in the journal, and two units for each of fifty-one accounts. */
const BATCH_UNITS = 2 * 51 + 2 * 5 + 5;
/** One and a half times: the holder, the account read consistently, 25 lines of some 330 bytes. */
const STATEMENT_UNITS = 1.5 * (0.5 + 1 + 1.5);
/** A number with more digits may tip the lines over into their next 4 KB. */
const ONE_BLOCK = 0.5;
const LINES_AT_ONCE = 2000;

/** What it costs to move points, and to look at a passbook, however long it is. */
export const points: Family = {
  name: 'points',
  metrics: [
    ...['transfer', 'redemption', 'batch50'].flatMap((name) => [`${name}.writeUnits`, `${name}.roundTrips`]),
    'statement.readUnits.100',
    'statement.readUnits.100k',
  ],
  async *measure() {
    const engine = await startEngine();
    try {
      const made = await createBenchTable(engine.endpoint);
      const { tenantId } = await synthesizeCommunity(made, { slug: 'points', records: 0 });
      const card = idFrom('card', tenantId, 'bench');
      await addCard(made, tenantId, card);
      const ask = meteredApi(made);
      const post = (kind: string, key: string, body: object) =>
        ask(`/communities/points/timebank/points-entries/${kind}`, { method: 'POST', key, body });
      const volunteer = (n: number) => idFrom('volunteer', tenantId, String(n));
      await post('issues', 'bench-issue', { to: card, points: 10_000, reason: '超市赞助' });

      const transfer = { from: card, to: volunteer(0), points: 5, reason: '春节慰问' };
      await post('transfers', 'bench-transfer-1', transfer);
      const transferred = await post('transfers', 'bench-transfer-2', transfer);
      yield written('transfer', transferred.writeUnits, TRANSFER_UNITS);
      yield trips('transfer', transferred.writeCalls);

      const item = await addItem(made, tenantId);
      const redemption = { holder: volunteer(0), items: [{ itemId: item, quantity: 1 }], total: 5 };
      await post('redemptions', 'bench-redemption-1', redemption);
      const redeemed = await post('redemptions', 'bench-redemption-2', redemption);
      yield written('redemption', redeemed.writeUnits, REDEMPTION_UNITS);
      yield trips('redemption', redeemed.writeCalls);

      const shares = Array.from({ length: 50 }, (_, n) => ({ holder: volunteer(n), points: 5 }));
      const gift = { direction: 'toMany', holder: card, shares, reason: '春节慰问' };
      await post('batches', 'bench-batch-1', gift);
      const batch = await post('batches', 'bench-batch-2', gift);
      yield written('batch50', batch.writeUnits, BATCH_UNITS);
      yield trips('batch50', batch.writeCalls);

      const costOf = async (n: number, lines: number) => {
        await printLines(made, tenantId, { accountId: memberAccountId(tenantId, volunteer(n)), lines });
        const page = await ask(`/communities/points/timebank/passbooks/${volunteer(n)}?limit=25`);
        const bare = await ask(`/communities/points/timebank/points-rules`);
        return page.readUnits - bare.readUnits + RULES_UNITS;
      };
      const short = await costOf(100, 100);
      yield { metric: 'statement.readUnits.100', value: short, unit: 'read units', limit: STATEMENT_UNITS };
      const long = await costOf(101, 100_000);
      yield { metric: 'statement.readUnits.100k', value: long, unit: 'read units', limit: short + ONE_BLOCK };
    } finally {
      await engine.stop();
    }
  },
};

/** A query of a handful of rules: what a request takes beside the session and the community, which every request reads. */
const RULES_UNITS = 0.5;

const written = (name: string, value: number, limit: number): Measurement => ({
  ...{ metric: `${name}.writeUnits`, value, unit: 'write units', limit },
});

const trips = (name: string, value: number): Measurement => ({
  ...{ metric: `${name}.roundTrips`, value, unit: 'round trips', limit: 1 },
});

async function addCard(made: TestTable, tenantId: string, id: string): Promise<void> {
  const by = { tenantId, importId: 'imp_bench', source: 'bench', row: 1, now: NOW, by: 'bench' };
  const accountId = cardAccountId(tenantId, id);
  const card = draftCard({ id, cardNo: 'E1', cardType: 'enterprise', holder: '花园超市', accountId }, by);
  await tenantTable(made, tenantId).insertMany([card.insert]);
}

async function addItem(made: TestTable, tenantId: string): Promise<string> {
  const by = { tenantId, importId: 'imp_bench', source: 'bench', row: 1, now: NOW, by: 'bench' };
  const id = idFrom('catalogueItem', tenantId, 'bench');
  const item = draftCatalogueItem({ id, name: '牙膏', type: 'goods', points: 5, stock: 50 }, by);
  await tenantTable(made, tenantId).insertMany([item.insert]);
  return id;
}

/** A passbook as the stream would have printed it from that many services. */
async function printLines(
  made: TestTable,
  tenantId: string,
  { accountId, lines }: { accountId: string; lines: number },
): Promise<void> {
  const moved = (n: number) => ({
    sequence: String(n),
    newImage: {
      ...{ __edb_e__: 'account', tenantId, id: accountId, lineCount: n },
      ...{ pointsBalance: 10 * n, pointsHeld: 0, minutesServed: 60 * n },
      last: {
        ...{
          sourceId: idFrom('serviceRecord', tenantId, String(n)),
          kind: 'service',
          on: '2019-04-30',
          at: NOW,
        },
        ...{ points: 10, held: 0, minutes: 60, other: '东环路社区', reason: '院落夜间义务巡逻' },
      },
    },
  });
  for (let start = 0; start < lines; start += LINES_AT_ONCE) {
    const size = Math.min(LINES_AT_ONCE, lines - start);
    const events = Array.from({ length: size }, (_, i) => moved(start + i + 1));
    await printPassbooks(() => tenantTable(made, tenantId), events);
    if ((start + size) % 20_000 === 0) say(`  ${start + size} of ${lines} lines`);
  }
}
