import type { Scope } from '@linli/core/kernel';
import { projectTallies, stockSheet, verify } from '@linli/core/reporting';
import {
  countStock,
  draftPointsRule,
  draftVolunteer,
  getCatalogueItem,
  issuePoints,
  makeCatalogueItem,
  openingRule,
  receiveDelivery,
  redeemPoints,
  reverseEntry,
} from '@linli/core/timebank';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testCommunity } from '../support/community.ts';
import { createTestTable, type Engine, startEngine, type TestTable, tenantTable } from '../support/engine.ts';
import { readWholeStream } from '../support/stream.ts';

const WANG = `vol_${'0'.repeat(25)}1`;

let engine: Engine;
let table: TestTable;
let scope: Scope;
let rice: string;

const at = (day: string): Scope => ({ ...scope, now: `${day}T04:00:00.000Z` });

/** Rice begun with ten bags in March, of which two months are told below; a haircut, which no stock has. */
beforeAll(async () => {
  engine = await startEngine();
  table = await createTestTable(engine.endpoint);
  ({ scope } = await testCommunity(table, 'tnt_sheet'));
  const { tenantId } = scope;
  const by = { tenantId, importId: 'imp_1', source: 's', row: 1, now: scope.now, by: 'test' };
  const wang = { id: WANG, personId: 'prs_1', volunteerNo: 'DH1', name: '王芳', partyMember: false };
  await scope.table.insertMany([
    draftVolunteer(wang, by).insert,
    draftPointsRule(openingRule(tenantId), by).insert,
  ]);
  await issuePoints(at('2019-03-01'), { key: 'start', to: WANG, points: 500, reason: '结余' });
  const goods = { name: '大米', type: 'goods' as const, points: 20, stock: 10, sponsor: '东环商会' };
  ({ id: rice } = await makeCatalogueItem(at('2019-03-01'), { ...goods, key: 'rice' }));
  const service = { name: '理发', type: 'service' as const, points: 10 };
  const { id: haircut } = await makeCatalogueItem(at('2019-03-01'), { ...service, key: 'haircut' });

  const redeem = (day: string, key: string, itemId: string, quantity: number, total: number) =>
    redeemPoints(at(day), { key, holder: WANG, items: [{ itemId, quantity }], total });
  const undone = await redeem('2019-04-02', 'april-1', rice, 3, 60);
  await reverseEntry(at('2019-04-03'), undone.id, { reason: '点错了' });
  await redeem('2019-04-05', 'april-2', rice, 2, 40);
  await redeem('2019-04-05', 'april-3', haircut, 1, 10);
  await receiveDelivery(at('2019-04-20'), rice, { key: 'lorry', quantity: 5, reason: '商会送来' });
  await countStock(at('2019-04-30'), rice, { expected: 13, counted: 12, reason: '破了一袋' });
  await redeem('2019-05-02', 'may-1', rice, 4, 80);
  const { events } = await readWholeStream(engine.endpoint, table);
  await projectTallies(() => tenantTable(table, tenantId), 'shard', events);
});
afterAll(() => engine.stop());

test('a month’s sheet goes from what there was at its beginning to what there was at its end', async () => {
  const april = await stockSheet(at('2019-05-10'), { month: '2019-04' });

  expect(april.items.find(({ id }) => id === rice)).toEqual({
    ...{ id: rice, name: '大米', sponsor: '东环商会', begin: 10, end: 12 },
    ...{ delivered: 5, handedOver: 5, takenBack: 3, counted: -1, points: 40 },
  });
  const haircut = april.items.find(({ name }) => name === '理发');
  expect([haircut?.points, haircut?.end]).toEqual([10, undefined]);
  expect([april.redeemed, april.paid, april.until]).toEqual([50, 50, '2019-04-30']);
});

test('a month that is not over ends with what there is, and one that has not begun is refused', async () => {
  const may = await stockSheet(at('2019-05-10'), { month: '2019-05' });

  const { stock } = await getCatalogueItem(scope, rice);
  expect(may.items[0]).toMatchObject({ begin: 12, handedOver: 4, end: 8 });
  expect([stock, may.redeemed, may.paid, may.until]).toEqual([8, 80, 80, '2019-05-10']);
  await expect(stockSheet(at('2019-05-10'), { month: '2019-06' })).rejects.toMatchObject({
    reason: 'dateInFuture',
  });
});

test('what it is made of is recounted like every counter', async () => {
  const { matches, counters } = await verify(scope, { all: true });

  expect(matches).toBe(true);
  expect(counters).toContainEqual({
    ...{ scope: rice, period: 'article#2019-04', metric: 'handedOver' },
    ...{ counter: 5, recount: 5, matches: true },
  });
});
