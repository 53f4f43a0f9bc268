import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { Table, tenantPrefix } from '@linli/core/table';
import { draftServiceRecord } from '@linli/core/timebank';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Meter, meter } from '../../packages/core/src/table/meter.ts';
import { createTestTable, type Engine, startEngine, type TestTable } from '../support/engine.ts';

let engine: Engine;
let made: TestTable;
let metered: Meter;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

beforeEach(async () => {
  made = await createTestTable(engine.endpoint);
  metered = meter(made.client);
});

const KB = 1024;
const key = (sk: string) => ({ pk: 'T#t#noun', sk });
const item = (sk: string, bytes: number) => ({ ...key(sk), text: 'x'.repeat(bytes - 50) });

test('what goes through the original client is not counted', async () => {
  await made.client.send(new PutCommand({ TableName: made.tableName, Item: item('1', KB) }));

  expect(metered.totals()).toMatchObject({ calls: 0, writeCalls: 0, readUnits: 0, writeUnits: 0 });
});

test('calls under way together are one round trip, and one sent after an answer is another', async () => {
  const get = () => metered.client.send(new GetCommand({ TableName: made.tableName, Key: key('1') }));

  await Promise.all([get(), get(), get()]);
  await get();

  expect(metered.totals()).toMatchObject({ calls: 4, roundTrips: 2 });
});

test('a batch get rounds each item up by itself: 1.5 KB and 6.5 KB are three blocks', async () => {
  await put(item('1', 1.5 * KB), item('2', 6.5 * KB));
  metered.reset();

  await metered.client.send(
    new BatchGetCommand({
      RequestItems: { [made.tableName]: { Keys: [key('1'), key('2')], ConsistentRead: true } },
    }),
  );

  expect(metered.totals()).toMatchObject({ calls: 1, writeCalls: 0, readUnits: 3, writeUnits: 0 });
});

test('a batch write of 500 bytes and 3.5 KB costs one and four', async () => {
  await put(item('1', 500), item('2', 3.5 * KB));

  expect(metered.totals()).toMatchObject({ calls: 1, writeCalls: 1, readUnits: 0, writeUnits: 5 });
});

test('a query adds up its items before rounding, and pays for what a filter drops', async () => {
  await put(item('1', 3 * KB), item('2', 3 * KB), item('3', 3 * KB));
  metered.reset();
  const query = {
    TableName: made.tableName,
    KeyConditionExpression: '#pk = :pk',
    ExpressionAttributeNames: { '#pk': 'pk' },
    ExpressionAttributeValues: { ':pk': 'T#t#noun' },
  };

  await metered.client.send(new QueryCommand(query));
  await metered.client.send(
    new QueryCommand({
      ...query,
      FilterExpression: '#sk2 = :none',
      ExpressionAttributeNames: { ...query.ExpressionAttributeNames, '#sk2': 'text' },
      ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ':none': 'none' },
    }),
  );

  expect(metered.totals()).toMatchObject({ calls: 2, writeCalls: 0, readUnits: 1.5 + 1.5, writeUnits: 0 });
});

test('an update that shrinks an item and a delete pay for what was there', async () => {
  await put(item('1', 3.5 * KB));
  metered.reset();

  await metered.client.send(
    new UpdateCommand({
      TableName: made.tableName,
      Key: key('1'),
      UpdateExpression: 'REMOVE #t',
      ExpressionAttributeNames: { '#t': 'text' },
    }),
  );
  expect(metered.totals().writeUnits).toBe(4);
  await metered.client.send(new DeleteCommand({ TableName: made.tableName, Key: key('1') }));
  expect(metered.totals()).toMatchObject({ calls: 2, writeCalls: 2, readUnits: 0, writeUnits: 5 });
});

test('a refused write is paid for and still refused', async () => {
  await put(item('1', 2.5 * KB));
  metered.reset();

  const again = metered.client.send(
    new PutCommand({
      TableName: made.tableName,
      Item: item('1', 100),
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );

  await expect(again).rejects.toThrow('conditional');
  expect(metered.totals()).toMatchObject({ calls: 1, writeCalls: 1, readUnits: 0, writeUnits: 3 });
});

test('a transaction doubles the table and not the indexes', async () => {
  await metered.client.send(
    new TransactWriteCommand({
      TransactItems: [
        { Put: { TableName: made.tableName, Item: { ...item('1', 500), gsi1pk: 'g', gsi1sk: '1' } } },
        { Put: { TableName: made.tableName, Item: item('2', 1500) } },
      ],
    }),
  );

  expect(metered.totals()).toMatchObject({ calls: 1, writeCalls: 1, readUnits: 0, writeUnits: 2 + 4 + 1 });
});

test('an inserted row pays for itself and its two index entries; the same row again pays once', async () => {
  const table = new Table(metered.client, made.tableName, tenantPrefix('tnt_m'));
  const draft = draftServiceRecord(
    {
      id: 'rec_1',
      servedOn: '2019-04-12',
      item: '夜间巡逻',
      category: '治安',
      volunteerId: 'vol_1',
      volunteerNo: '0001',
      volunteerName: '李芳',
      accountId: 'acc_1',
      durationMinutes: 90,
      points: 15,
      ruleId: 'rul_1',
      peopleServed: 3,
    },
    {
      tenantId: 'tnt_m',
      importId: 'imp_1',
      source: 's',
      row: 1,
      now: '2026-01-01T00:00:00.000Z',
      by: 'system',
    },
  );

  expect(await table.insertMany([draft.insert])).toEqual(['inserted']);
  expect(metered.totals()).toMatchObject({ calls: 1, writeCalls: 1, readUnits: 0, writeUnits: 3 });
  expect(await table.insertMany([draft.insert])).toEqual(['exists']);
  expect(metered.totals()).toMatchObject({ calls: 2, writeCalls: 2, writeUnits: 4, insertUnits: 4 });
});

test('reading what is not there costs half a unit', async () => {
  await metered.client.send(new GetCommand({ TableName: made.tableName, Key: key('none') }));

  expect(metered.totals()).toMatchObject({ calls: 1, writeCalls: 0, readUnits: 0.5, writeUnits: 0 });
});

const put = (...items: Record<string, unknown>[]) =>
  metered.client.send(
    new BatchWriteCommand({
      RequestItems: { [made.tableName]: items.map((Item) => ({ PutRequest: { Item } })) },
    }),
  );
