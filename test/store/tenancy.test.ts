import { type DistrictScope, SYSTEM } from '@linli/core/kernel';
import {
  createCommunity,
  getCommunity,
  listLiveCommunities,
  provisionCommunity,
  updateCommunity,
} from '@linli/core/tenancy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestTable,
  districtTable,
  type Engine,
  startEngine,
  type TestTable,
  tenantTable,
} from '../support/engine.ts';

let engine: Engine;
let table: TestTable;
let district: DistrictScope;

beforeAll(async () => {
  engine = await startEngine();
  table = await createTestTable(engine.endpoint);
  const asking = { actor: SYSTEM, now: '2019-05-10T02:00:00.000Z', requestId: 'req_test' };
  district = { ...asking, districtId: 'xindu', table: districtTable(table, 'xindu') };
});
afterAll(() => engine.stop());

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
    key: 'to-be-changed',
  });

  await updateCommunity(district, 'jiuming', { name: '新名社区', address: '东环路 1 号', contact: '' });

  const changed = await getCommunity(district, 'jiuming');
  expect(changed).toMatchObject({ name: '新名社区', slug: 'jiuming', address: '东环路 1 号' });
  expect(changed.contact).toBeUndefined();
  await expect(updateCommunity(district, 'nobody', { name: '无名社区' })).rejects.toMatchObject({
    code: 'not_found',
  });
});
