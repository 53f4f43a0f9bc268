import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { localDocumentClient, tenantPrefix } from '@linli/core/table';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TABLE_NAME } from '../../functions/src/local/tables.ts';
import { csv } from '../support/community.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { dataFolder, discard, linli, startLinli } from '../support/linli.ts';

let engine: Engine;
let folder: string;
let ledgers: string;
let server: Awaited<ReturnType<typeof startLinli>>;

beforeAll(async () => {
  engine = await startEngine();
  folder = dataFolder();
  ledgers = mkdtempSync(join(tmpdir(), 'linli-ledgers-'));
  const { name, bytes } = csv('院落台账.csv', [
    '院落名称,详细地址,户数',
    '桂香院,东环路379号,67',
    '云水院,东环路2号,30',
  ]);
  writeFileSync(join(ledgers, name), bytes);
  process.env['DYNAMODB_ENDPOINT'] = engine.endpoint;
  server = await startLinli(folder, '--empty');
  delete process.env['DYNAMODB_ENDPOINT'];
});
afterAll(async () => {
  await server.end();
  discard(folder);
  rmSync(ledgers, { recursive: true });
  await engine.stop();
});

const run = (...args: string[]) => linli(args, { env: { LINLI_URL: server.origin, DATA_DIR: folder } });

test('a counter that was spoilt is set to its recount, and said with both values', async () => {
  const onboarded = await run('onboard', '--slug', 'yueya', '--name', '月牙社区', '--from', ledgers);
  expect(onboarded.status).toBe(0);
  await spoil('yueya', 'courtyards', 7);

  const spoilt = await run('verify', '--community', 'yueya');
  const rebuilt = await run('verify', '--community', 'yueya', '--rebuild');
  const after = await run('verify', '--community', 'yueya', '--rebuild', '--json');

  expect(spoilt).toMatchObject({ status: 2, output: expect.stringContaining('记的是 7，重新清点是 2') });
  expect(rebuilt).toMatchObject({ status: 0, errors: '' });
  expect(rebuilt.output).toContain('重建了 1 个计数：\n  全社区 · 院落 · 合计：7 → 2\n');
  expect(rebuilt.output).toContain('全部相符');
  expect(JSON.parse(after.output)).toMatchObject({ matches: true, rebuilt: [] });
});

async function spoil(slug: string, metric: string, value: number): Promise<void> {
  const token = readFileSync(join(folder, 'operator.token'), 'utf8').trim();
  const answer = await fetch(`${server.origin}/api/v1/district/communities/${slug}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { tenantId } = (await answer.json()) as { tenantId: string };
  const client = localDocumentClient(engine.endpoint);
  await client.send(
    new UpdateCommand({
      TableName: TABLE_NAME,
      Key: { pk: `${tenantPrefix(tenantId)}tally`, sk: 'all#community' },
      UpdateExpression: 'SET #metric = :value',
      ExpressionAttributeNames: { '#metric': metric },
      ExpressionAttributeValues: { ':value': value },
    }),
  );
  client.destroy();
}
