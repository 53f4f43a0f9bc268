import { tmpdir } from 'node:os';
import { draftPerson } from '@linli/core/courtyard';
import { listMembers } from '@linli/core/identity';
import { type Grant, SYSTEM } from '@linli/core/kernel';
import { createCommunity } from '@linli/core/tenancy';
import { draftPointsRule, draftVolunteer, openingRule } from '@linli/core/timebank';
import { createApp } from '@linli/functions/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AuthDependencies, createAuthApp, createStaff } from '../../functions/src/auth/app.ts';
import { folderFiles } from '../../functions/src/local/files.ts';
import {
  createTestTable,
  districtTable,
  type Engine,
  startEngine,
  type TestTable,
  tenantTable,
} from '../support/engine.ts';
import { testMasterKey } from '../support/master-key.ts';

const ORIGIN = 'http://localhost:3000';
const NOW = '2026-05-01T08:00:00.000Z';
const PASSWORD = 'correct horse 电池';
const PEOPLE = '/communities/donghuan/identity';

let engine: Engine;
let table: TestTable;
let tenantId: string;
let administrator: string;
let administratorId: string;

beforeAll(async () => {
  engine = await startEngine();
  table = await createTestTable(engine.endpoint);
  ({ tenantId } = await createCommunity(system(), {
    slug: 'donghuan',
    name: '东环路社区',
    key: 'key-donghuan',
  }));
  administratorId = await staff('wangfang', '王芳', 'communityAdministrator');
  administrator = await cookieOf('wangfang');
});
afterAll(() => engine?.stop());

const district = () => districtTable(table, 'gaoxin');
const system = () => ({
  ...{ districtId: 'gaoxin', table: district(), actor: SYSTEM, now: NOW },
  ...{ requestId: 'req_test', from: { channel: 'job' as const } },
});
const authDeps = (): AuthDependencies => ({
  districtId: 'gaoxin',
  districtTable: district(),
  clock: () => NOW,
  trustedOrigins: [ORIGIN],
  secret: 'R8vJ2xQm4Ks7Wp1Zt6Yb9Nc3Hd5Gf0La',
  secureCookies: false,
  log: () => {},
});
const staff = (username: string, name: string, role: Grant['role']) =>
  createStaff(authDeps(), { username, name, password: PASSWORD, grants: [{ role, tenantId }] });
const auth = (path: string, cookie: string, body: object) =>
  createAuthApp(authDeps()).request(path, {
    method: 'POST',
    headers: { cookie, origin: ORIGIN, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const cookieOf = async (username: string) => {
  const answer = await auth('/auth/sign-in', '', { username, password: PASSWORD });
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
};

async function api(method: string, path: string, cookie: string, json?: object, key = 'key-of-a-form') {
  const app = createApp({
    districtId: 'gaoxin',
    districtTable: district(),
    tenantTable: (id) => tenantTable(table, id),
    files: folderFiles(tmpdir()),
    masterKey: testMasterKey,
    clock: () => NOW,
    origin: ORIGIN,
    log: () => {},
  });
  const answer = await app.request(`/api/v1${path}`, {
    method,
    headers: { cookie, 'content-type': 'application/json', 'idempotency-key': key },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  return { status: answer.status, body: await answer.json() };
}

test('nobody gives themselves a role, by the list of people or by an invitation of their own', async () => {
  const raised = await api('PUT', `${PEOPLE}/members/${administratorId}/roles`, administrator, {
    roles: [{ role: 'communityAdministrator' }, { role: 'secretary' }],
  });
  const wanted = { name: '我自己', role: 'secretary' };
  const { body } = await api('POST', `${PEOPLE}/invitations`, administrator, wanted, 'form-for-myself');

  const accepted = await auth('/auth/invitation/accept', administrator, { code: body.code });

  expect(raised.body.error).toMatchObject({ code: 'forbidden', reason: 'notOneself' });
  expect((await accepted.json()).error).toMatchObject({ code: 'forbidden', reason: 'notOneself' });
  const { items } = await listMembers({ ...system(), tenantId }, {});
  expect(items.find(({ userId }) => userId === administratorId)?.roles).toEqual([
    { role: 'communityAdministrator' },
  ]);
});

test('the last administrator cannot leave their community without one', async () => {
  const left = await api('PUT', `${PEOPLE}/members/${administratorId}/roles`, administrator, { roles: [] });
  const disabled = await api('PUT', `${PEOPLE}/members/${administratorId}/disabled`, administrator, {
    disabled: true,
  });

  expect([left.body.error.reason, disabled.body.error.reason]).toEqual(['notOneself', 'notOneself']);
  expect((await api('GET', `${PEOPLE}/members`, administrator)).status).toBe(200);
});

test('an account linked to a person of the register records no service of that very person', async () => {
  const by = { tenantId, importId: 'imp_1', source: 's', row: 1, now: NOW, by: 'test' };
  await tenantTable(table, tenantId).insertMany(
    [
      draftPerson({ id: 'prs_zhou', name: '周强', retired: false }, by),
      draftVolunteer(
        { id: 'vol_zhou', personId: 'prs_zhou', volunteerNo: 'V1', name: '周强', partyMember: false },
        by,
      ),
      draftPointsRule(openingRule(tenantId), by),
    ].map(({ insert }) => insert),
  );
  const userId = await staff('zhouqiang', '周强', 'staff');
  const service = {
    volunteerId: 'vol_zhou',
    servedOn: '2026-04-30',
    item: '理发',
    category: '便民',
    durationMinutes: 60,
  };
  const record = async (key: string) =>
    api('POST', '/communities/donghuan/timebank/service-records', await cookieOf('zhouqiang'), service, key);
  const roles = [{ role: 'staff' }];
  const link = (personId: string | null) =>
    api('PUT', `${PEOPLE}/members/${userId}/roles`, administrator, { roles, personId });

  const unknown = await link('prs_nobody');
  await link('prs_zhou');
  const member = await api('GET', `${PEOPLE}/members/${userId}`, administrator);
  const own = await record('of-himself');
  await link(null);
  const unlinked = await record('not-linked-any-more');

  expect(unknown.status).toBe(404);
  expect(member.body).toMatchObject({ personId: 'prs_zhou', roles });
  expect(own.body.error).toMatchObject({ code: 'forbidden', reason: 'ownMatter' });
  expect(unlinked.status).toBe(201);
});
