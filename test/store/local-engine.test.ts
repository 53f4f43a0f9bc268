import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { StreamEvent } from '@linli/core/table';
import { documentClient } from '@linli/core/table';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Checkpoints } from '../../functions/src/local/checkpoints.ts';
import { type SupervisedEngine, superviseEngine } from '../../functions/src/local/engine.ts';
import { StreamReader } from '../../functions/src/local/stream.ts';
import { trimStream, writeAnew } from '../../functions/src/local/stream-order.ts';
import { ensureTable } from '../../functions/src/local/table.ts';

const TABLE = 'linli';
let folder: string;
let engine: SupervisedEngine;

const connection = () => ({
  endpoint: engine.endpoint,
  region: 'local',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  maxAttempts: 8,
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linli-engine-'));
  engine = await superviseEngine(folder, () => undefined);
});
afterEach(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true });
});

const enginePid = () => Number(readFileSync(join(folder, 'engine.pid'), 'utf8').split(' ')[0]);

const readAll = async (client: ReturnType<typeof documentClient>) => {
  const found: string[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const answer = await client.send(
      new QueryCommand({
        TableName: TABLE,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'T#tnt_a#x' },
        ExclusiveStartKey: from,
      }),
    );
    found.push(...(answer.Items ?? []).map(({ sk }) => String(sk)));
    from = answer.LastEvaluatedKey;
  } while (from !== undefined);
  return found;
};

it('loses nothing acknowledged when the engine is killed under load, three times, and goes on by itself', async () => {
  const client = documentClient(connection());
  await ensureTable(client, TABLE);
  const acknowledged: string[] = [];
  let writing = true;
  const writer = async (name: string) => {
    for (let n = 0; writing; n++) {
      const sk = `${name}-${n}`;
      await client.send(new PutCommand({ TableName: TABLE, Item: { pk: 'T#tnt_a#x', sk } }));
      acknowledged.push(sk);
    }
  };
  const writers = ['a', 'b', 'c', 'd'].map(writer);
  for (let kill = 0; kill < 3; kill++) {
    await sleep(400);
    const before = enginePid();
    process.kill(before, 'SIGKILL');
    await expect.poll(enginePid, { timeout: 5000 }).not.toBe(before);
  }
  const soFar = acknowledged.length;
  await expect.poll(() => acknowledged.length, { timeout: 5000 }).toBeGreaterThan(soFar);
  writing = false;
  await Promise.all(writers);

  const kept = new Set(await readAll(client));
  expect(acknowledged.length).toBeGreaterThan(20);
  expect(acknowledged.filter((sk) => !kept.has(sk))).toEqual([]);
});

it('takes over from an engine that a killed server left behind', async () => {
  const left = enginePid();
  const next = await superviseEngine(folder, () => undefined);
  expect(enginePid()).not.toBe(left);
  await ensureTable(documentClient({ ...connection(), endpoint: next.endpoint }), TABLE);
  await engine.stop();
  engine = next;
});

it('hands every change to the projections once more after a crash at most, and none is missed', async () => {
  const client = documentClient(connection());
  await ensureTable(client, TABLE);
  const { Table: table } = await client.send(new DescribeTableCommand({ TableName: TABLE }));
  const streamArn = table?.LatestStreamArn ?? '';
  const put = (sk: string) =>
    client.send(new PutCommand({ TableName: TABLE, Item: { pk: 'T#tnt_a#x', sk } }));

  const seen: string[] = [];
  let fails = 1;
  const reader = () =>
    new StreamReader({
      client: new DynamoDBStreamsClient(connection()),
      streamArn,
      checkpoints: new Checkpoints(join(folder, 'stream.json'), streamArn),
      handle: async (_, events: StreamEvent[]) => {
        if (fails-- > 0) throw new Error('the projection failed');
        seen.push(...events.map(({ newImage }) => String(newImage?.['sk'])));
      },
      log: () => undefined,
    });

  const first = reader();
  await put('1');
  await put('2');
  first.start();
  await expect.poll(() => seen, { timeout: 5000 }).toEqual(['1', '2']);
  await first.stop();
  await put('3');

  // What has been read may go, and the engine goes on counting from where it was.
  const readUpTo = new Checkpoints(join(folder, 'stream.json'), streamArn).all()[0]?.after ?? '';
  trimStream(join(folder, 'linli.db'), TABLE, readUpTo);
  await put('4');
  const second = reader();
  second.start();
  await expect.poll(() => seen, { timeout: 5000 }).toEqual(['1', '2', '3', '4']);
  await expect.poll(() => second.caughtUp).toBe(true);
  await second.stop();
});

it('finds the next sequence number by an index, so that a write does not slow down as the stream grows', async () => {
  await ensureTable(documentClient(connection()), TABLE);
  const database = new DatabaseSync(join(folder, 'linli.db'), { readOnly: true });
  const plan = database
    .prepare(
      'EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?',
    )
    .all(TABLE);
  database.close();
  expect(plan.map(({ detail }) => detail).join()).toContain('COVERING INDEX linli_stream_order');
});

it('keeps nothing in its file of what was deleted, once the file is written anew, and goes on', async () => {
  const client = documentClient(connection());
  await ensureTable(client, TABLE);
  const item = (n: number) => ({
    pk: 'T#t1#person',
    sk: `prs_${n}`,
    name: `欧阳测试${n}`,
    note: 'x'.repeat(400),
  });
  for (let n = 0; n < 60; n++) await client.send(new PutCommand({ TableName: TABLE, Item: item(n) }));
  for (let n = 1; n < 60; n++) {
    const { pk, sk } = item(n);
    await client.send(new DeleteCommand({ TableName: TABLE, Key: { pk, sk } }));
  }
  const file = join(folder, 'linli.db');
  const database = new DatabaseSync(file, { timeout: 5000 });
  database.exec('DELETE FROM _stream_records');
  database.close();
  const left = () =>
    [file, `${file}-wal`]
      .filter((one) => existsSync(one))
      .map((one) => readFileSync(one))
      .filter((bytes) => bytes.includes('欧阳测试7')).length;
  const before = left();

  writeAnew(file);

  expect(before).toBeGreaterThan(0);
  expect(left()).toBe(0);
  await client.send(new PutCommand({ TableName: TABLE, Item: item(99) }));
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: TABLE,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'T#t1#person' },
    }),
  );
  expect(Items.map(({ sk }) => sk)).toEqual(['prs_0', 'prs_99']);
});
