import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createImport, listImports, requestRun, requestUndo } from '@linli/core/importing';
import { type DistrictScope, IN_JOB, type Scope, SYSTEM } from '@linli/core/kernel';
import {
  type Community,
  createCommunity,
  discardCommunity,
  getCommunity,
  listLiveCommunities,
  provisionCommunity,
  updateCommunity,
} from '@linli/core/tenancy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderFiles } from '../../functions/src/local/files.ts';
import { countRows } from '../bench/count-rows.ts';
import { csv, preflighted, work } from '../support/community.ts';
import {
  createTestTable,
  districtTable,
  type Engine,
  startEngine,
  type TestTable,
  tenantTable,
} from '../support/engine.ts';
import { testMasterKey } from '../support/master-key.ts';

let engine: Engine;
let table: TestTable;
let district: DistrictScope;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linli-tenancy-'));
  engine = await startEngine();
  table = await createTestTable(engine.endpoint);
  const asking = { actor: SYSTEM, now: '2019-05-10T02:00:00.000Z', requestId: 'req_test', from: IN_JOB };
  district = { ...asking, districtId: 'xindu', table: districtTable(table, 'xindu') };
});
afterAll(async () => {
  await engine.stop();
  await rm(folder, { recursive: true });
});

test('the same request for a community, sent again, answers with the same community', async () => {
  const asked = { name: '桂花社区', slug: 'guihua', key: 'asked-once' };
  const made = await createCommunity(district, asked);

  const again = await createCommunity({ ...district, now: '2019-05-11T02:00:00.000Z' }, asked);

  expect(again).toEqual(made);
});

test('an address name belongs to one community', async () => {
  await createCommunity(district, { name: '银杏社区', slug: 'yinxing', key: 'first-of-two' });

  await expect(
    createCommunity(district, { name: '银杏苑社区', slug: 'yinxing', key: 'second-of-two' }),
  ).rejects.toMatchObject({ code: 'conflict', reason: 'slugTaken', field: 'slug' });
});

test.each(['console', 'api', '东环', 'a', '-x-'])('%s cannot be an address name', async (slug) => {
  await expect(
    createCommunity(district, { name: '某某社区', slug, key: `bad-${slug}` }),
  ).rejects.toMatchObject({
    code: 'invalid',
    field: 'slug',
  });
});

test('a community without ledgers can be brought to live, and only then is it listed for everyone', async () => {
  const { tenantId } = await createCommunity(district, { name: '新社区', slug: 'xin', key: 'new-community' });
  const before = await listLiveCommunities(district, {});

  const community = await provisionCommunity(district, tenantTable(table, tenantId), { slug: 'xin' });
  const again = await provisionCommunity(district, tenantTable(table, tenantId), { slug: 'xin' });

  expect(before.items.map(({ slug }) => slug)).not.toContain('xin');
  expect(community.state).toBe('live');
  expect(community.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
  expect(again.steps).toEqual(community.steps);
  expect((await listLiveCommunities(district, {})).items.map(({ slug }) => slug)).toContain('xin');
});

test('a community whose balances do not agree with their records says so, and what to do, and does not wait for ever', async () => {
  const { tenantId } = await createCommunity(district, {
    name: '错账社区',
    slug: 'cuozhang',
    key: 'wrong-balance',
  });
  const tenant = tenantTable(table, tenantId);
  const balances = {
    ownerId: 'vol_1',
    ownerKind: 'member',
    pointsBalance: 5,
    pointsHeld: 0,
    minutesServed: 0,
  };
  await stored({ pk: `T#${tenantId}#account`, sk: 'acc_1', tenantId, id: 'acc_1', ...balances });

  const { state, steps } = await provisionCommunity(district, tenant, { slug: 'cuozhang' });

  expect(state).toBe('failed');
  expect(steps.at(-1)).toMatchObject({ state: 'failed', reason: 'stepBalancesDiffer', params: { count: 1 } });
});

test('counters that still differ at the last look have failed; before that they are waited for', async () => {
  const { tenantId } = await createCommunity(district, {
    name: '慢数社区',
    slug: 'manshu',
    key: 'late-counter',
  });
  await stored({ pk: `T#${tenantId}#tally`, sk: 'all#community', courtyards: 3 });
  const look = (lastLook: boolean) =>
    provisionCommunity(district, tenantTable(table, tenantId), { slug: 'manshu', lastLook });

  expect((await look(false)).steps.at(-1)).toMatchObject({ state: 'running', reason: 'stepFiguresWaiting' });
  expect((await look(true)).steps.at(-1)).toMatchObject({ state: 'failed', reason: 'stepFiguresDiffer' });
});

const stored = (Item: Record<string, unknown>) =>
  table.client.send(new PutCommand({ TableName: table.tableName, Item }));

test('a community that is open stays open while more ledgers come in, and when they stop half-way', async () => {
  const { community, scope, importId } = await draftWithLedger('kaifang');
  const provision = (importing: { importId?: string }) =>
    provisionCommunity(district, scope.table, { slug: 'kaifang', ...importing });
  const stateOfImport = ({ steps }: Community) => steps.find(({ name }) => name === 'import')?.state;
  expect((await provision({})).state).toBe('live');

  const whileRunning = await provision({ importId });
  await work(community, importId);
  const afterwards = await provision({});
  const { id: notReady } = await createImport(scope, { key: 'second-batch' });
  const stopped = await provision({ importId: notReady });

  expect([whileRunning, afterwards, stopped].map(stateOfImport)).toEqual(['running', 'done', 'failed']);
  expect([whileRunning, afterwards, stopped].map(({ state }) => state)).toEqual(['live', 'live', 'live']);
  expect((await getCommunity(district, 'kaifang')).state).toBe('live');
});

test('whoever read a community before it went live does not take it back', async () => {
  const { community, scope, importId } = await draftWithLedger('tongshi');
  const provision = (asking = district) =>
    provisionCommunity(asking, scope.table, { slug: 'tongshi', importId });
  await provision();
  const late = districtTable(table, 'xindu');
  const commit = late.commit.bind(late);
  late.commit = async (writes) => {
    late.commit = commit;
    await work(community, importId);
    await countRows(scope.table, scope.tenantId);
    expect((await provision()).state).toBe('live');
    return commit(writes);
  };

  await provision({ ...district, table: late });

  expect((await getCommunity(district, 'tongshi')).state).toBe('live');
});

test('the log keeps the time at which each step was done, however often onboarding is carried on', async () => {
  const { tenantId } = await createCommunity(district, { name: '老社区', slug: 'lao', key: 'old-community' });
  const first = await provisionCommunity(district, tenantTable(table, tenantId), { slug: 'lao' });

  const later = { ...district, now: '2019-06-01T02:00:00.000Z' };
  const again = await provisionCommunity(later, tenantTable(table, tenantId), { slug: 'lao' });

  expect(again.steps).toEqual(first.steps);
  expect((await getCommunity(later, 'lao')).steps).toEqual(first.steps);
});

test('what a community says of itself can be changed and taken away; its address name stays', async () => {
  await createCommunity(district, {
    name: '旧名社区',
    slug: 'jiuming',
    contact: '81234567',
    modules: ['courtyard'],
    language: 'en',
    key: 'to-be-changed',
  });

  await updateCommunity(district, 'jiuming', { name: '新名社区', address: '东环路 1 号', contact: '' });

  const changed = await getCommunity(district, 'jiuming');
  expect(changed).toMatchObject({ name: '新名社区', slug: 'jiuming', address: '东环路 1 号' });
  expect(changed).toMatchObject({ modules: ['courtyard'], language: 'en' });
  expect(changed.contact).toBeUndefined();
  await expect(updateCommunity(district, 'nobody', { name: '无名社区' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

/** A draft whose ledger of one courtyard was preflighted, as `linli onboard --dry-run` leaves it. */
async function draftWithLedger(slug: string) {
  const { tenantId } = await createCommunity(district, { name: '草稿社区', slug, key: `draft-${slug}` });
  const files = folderFiles(folder);
  const scope: Scope = { ...district, tenantId, table: tenantTable(table, tenantId) };
  const community = {
    scope,
    files,
    masterKey: testMasterKey,
    folder,
    clock: () => scope.now,
    close: async () => {},
  };
  const ledger = csv('院落台账.csv', ['序号,院落名称,详细地址,户数', '1,桂花苑,东环路1号,40']);
  const { id, state } = await preflighted(community, 'dry-run', [ledger]);
  expect(state).toBe('ready');
  const tenants = { tenantTable: (of: string) => tenantTable(table, of), files };
  return { community, scope, importId: id, tenants };
}

const keptFiles = async (tenantId: string) =>
  (
    await readdir(join(folder, 'T', tenantId), { recursive: true, withFileTypes: true }).catch(() => [])
  ).filter((entry) => entry.isFile());

test('a draft is discarded with its ledgers, and the next community of that address sees nothing of it', async () => {
  const { scope, tenants } = await draftWithLedger('caogao');
  expect(await keptFiles(scope.tenantId)).not.toEqual([]);

  await discardCommunity(district, tenants, 'caogao');
  await discardCommunity(district, tenants, 'caogao');

  await expect(getCommunity(district, 'caogao')).rejects.toMatchObject({ code: 'not_found' });
  expect(await keptFiles(scope.tenantId)).toEqual([]);
  expect((await listImports(scope, {})).items).toEqual([]);
  const again = await createCommunity(district, { name: '草稿社区', slug: 'caogao', key: 'draft-caogao' });
  expect(again.tenantId).not.toBe(scope.tenantId);
});

test('a community that is live is not discarded', async () => {
  const { tenantId } = await createCommunity(district, { name: '在用社区', slug: 'zaiyong', key: 'in-use' });
  await provisionCommunity(district, tenantTable(table, tenantId), { slug: 'zaiyong' });
  const tenants = { tenantTable: (of: string) => tenantTable(table, of), files: folderFiles(folder) };

  await expect(discardCommunity(district, tenants, 'zaiyong')).rejects.toMatchObject({
    code: 'conflict',
    reason: 'communityInUse',
  });

  expect((await getCommunity(district, 'zaiyong')).state).toBe('live');
});

test('a draft with records is discarded only after its import was undone', async () => {
  const { community, scope, importId, tenants } = await draftWithLedger('youshuju');
  await requestRun(scope, importId);
  await work(community, importId);

  await expect(discardCommunity(district, tenants, 'youshuju')).rejects.toMatchObject({
    reason: 'communityHasRecords',
  });
  await requestUndo(scope, importId);
  await work(community, importId);
  await discardCommunity(district, tenants, 'youshuju');

  await expect(getCommunity(district, 'youshuju')).rejects.toMatchObject({ code: 'not_found' });
});

test('a draft is not discarded under an import that was just asked for, which then runs', async () => {
  const { community, scope, importId, tenants } = await draftWithLedger('zhengzai');
  await requestRun(scope, importId);

  await expect(discardCommunity(district, tenants, 'zhengzai')).rejects.toMatchObject({
    reason: 'importRunning',
  });

  expect((await work(community, importId)).state).toBe('done');
});
