import { tmpdir } from 'node:os';
import { listMembers } from '@linli/core/identity';
import { type Grant, IN_JOB, SYSTEM } from '@linli/core/kernel';
import { OutgoingMessages } from '@linli/core/messaging';
import type { Table } from '@linli/core/table';
import { createCommunity } from '@linli/core/tenancy';
import { createApp } from '@linli/functions/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const ORIGIN = 'https://linli.example';
const PASSWORD = 'correct horse 电池';
const NOW = '2026-05-01T08:00:00.000Z';

let engine: Engine;
let table: TestTable;
let district: Table;
let donghuan: string;
let xihuan: string;
let administrator: string;

beforeAll(async () => {
  engine = await startEngine();
  table = await createTestTable(engine.endpoint);
  district = districtTable(table, 'gaoxin');
  donghuan = await community('donghuan', '东环路社区');
  xihuan = await community('xihuan', '西环路社区');
  await staff('wangfang', '王芳', [{ role: 'communityAdministrator', tenantId: donghuan }]);
  administrator = await cookieOf('wangfang');
});
afterAll(() => engine?.stop());

const system = () => ({
  districtId: 'gaoxin',
  table: district,
  actor: SYSTEM,
  now: NOW,
  requestId: 'req_test',
  from: IN_JOB,
});
const authDeps = (): AuthDependencies => ({
  districtId: 'gaoxin',
  districtTable: district,
  clock: () => NOW,
  trustedOrigins: [ORIGIN],
  secret: 'R8vJ2xQm4Ks7Wp1Zt6Yb9Nc3Hd5Gf0La',
  secureCookies: false,
  log: () => {},
});

const community = async (slug: string, name: string): Promise<string> =>
  (await createCommunity(system(), { slug, name, key: `key-${slug}` })).tenantId;
const staff = (username: string, name: string, grants: readonly Grant[]) =>
  createStaff(authDeps(), { username, name, password: PASSWORD, grants });

const auth = (method: string, path: string, cookie: string, body?: object) =>
  createAuthApp(authDeps()).request(path, {
    method,
    headers: { cookie, origin: ORIGIN, 'content-type': 'application/json', 'user-agent': 'Test/1' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const cookieIn = (answer: Response) => (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
const cookieOf = async (username: string, password = PASSWORD) =>
  cookieIn(await auth('POST', '/auth/sign-in', '', { username, password }));

async function api(method: string, path: string, cookie: string, json?: object, key = 'key-of-a-form') {
  const app = createApp({
    districtId: 'gaoxin',
    districtTable: district,
    tenantTable: (tenantId) => tenantTable(table, tenantId),
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
const PEOPLE = '/communities/donghuan/identity';

const messagesOf = (tenantId: string) =>
  district.all(OutgoingMessages, OutgoingMessages.query.byId({ districtId: 'gaoxin', tenantId }));

describe('an invitation that is sent', () => {
  it('queues one message with its link, and the same form sent twice queues no other', async () => {
    const wanted = { name: '刘洋', role: 'staff', send: { channel: 'sms', to: '138 1234 5678' } };

    const made = await api('POST', `${PEOPLE}/invitations`, administrator, wanted, 'form-liu-yang');
    const again = await api('POST', `${PEOPLE}/invitations`, administrator, wanted, 'form-liu-yang');

    const messages = await messagesOf(donghuan);
    expect([made.status, again.status]).toEqual([201, 201]);
    expect(again.body.code).toBeUndefined();
    expect(messages.map(({ to, secret, params }) => ({ to, secret, params }))).toEqual([
      {
        to: '13812345678',
        secret: `${ORIGIN}/join?code=${made.body.code}`,
        params: { place: '东环路社区', inviter: '王芳', role: 'staff' },
      },
    ]);
  });

  it('is not made when nobody can be written to', async () => {
    const wanted = { name: '刘', role: 'staff', send: { channel: 'mail', to: 'not an address' } };

    const refused = await api('POST', `${PEOPLE}/invitations`, administrator, wanted, 'form-no-address');

    const { body } = await api('GET', `${PEOPLE}/invitations`, administrator);
    expect(refused.status).toBe(422);
    expect(refused.body.error).toMatchObject({ field: 'to' });
    expect(body.items.filter(({ name }: { name: string }) => name === '刘')).toEqual([]);
  });
});

describe('an account', () => {
  it('that works in this community only is disabled by its administrator, at once and in sight', async () => {
    const userId = await staff('zhou', '周', [{ role: 'staff', tenantId: donghuan }]);
    const cookie = await cookieOf('zhou');

    const disabled = await api('PUT', `${PEOPLE}/members/${userId}/disabled`, administrator, {
      disabled: true,
    });

    const member = await api('GET', `${PEOPLE}/members/${userId}`, administrator);
    expect(disabled.status).toBe(200);
    expect(member.body).toMatchObject({ name: '周', disabled: true });
    expect((await auth('GET', '/auth/session', cookie)).status).toBe(401);
    expect((await auth('POST', '/auth/sign-in', '', { username: 'zhou', password: PASSWORD })).status).toBe(
      403,
    );
  });

  it('that works elsewhere too is for the district office to disable', async () => {
    const both: Grant[] = [donghuan, xihuan].map((tenantId) => ({ role: 'staff', tenantId }));
    const userId = await staff('zhao', '赵', both);

    const refused = await api('PUT', `${PEOPLE}/members/${userId}/disabled`, administrator, {
      disabled: true,
    });
    await staff('quzhang', '区长', [{ role: 'districtAdministrator', tenantId: '*' }]);
    const district_ = await cookieOf('quzhang');
    const done = await api('PUT', `/district/identity/members/${userId}/disabled`, district_, {
      disabled: true,
    });

    expect(refused.body.error).toMatchObject({ code: 'forbidden', reason: 'worksElsewhere' });
    expect(done.status).toBe(200);
    for (const tenantId of [donghuan, xihuan]) {
      const { items } = await listMembers({ ...system(), tenantId }, {});
      expect(items.find((member) => member.userId === userId)).toMatchObject({ disabled: true });
    }
  });

  it('of another community looks as if it were not there', async () => {
    const userId = await staff('sun', '孙', [{ role: 'staff', tenantId: xihuan }]);

    const asked = await api('GET', `${PEOPLE}/members/${userId}`, administrator);
    const disabled = await api('PUT', `${PEOPLE}/members/${userId}/disabled`, administrator, {
      disabled: true,
    });
    const unknown = await api('GET', `${PEOPLE}/members/usr_nobody`, administrator);

    expect([asked.status, disabled.status, unknown.status]).toEqual([404, 404, 404]);
  });

  it('that is signed in takes an invitation with one press and goes on in a new session', async () => {
    const before = await staff('qian', '钱', [{ role: 'staff', tenantId: xihuan }]);
    const cookie = await cookieOf('qian');
    const wanted = { name: '钱', role: 'courseManager' };
    const { body } = await api('POST', `${PEOPLE}/invitations`, administrator, wanted, 'form-qian');

    const accepted = await auth('POST', '/auth/invitation/accept', cookie, { code: body.code });

    const renewed = cookieIn(accepted);
    expect(await accepted.json()).toMatchObject({ user: { id: before } });
    expect((await auth('GET', '/auth/session', cookie)).status).toBe(401);
    expect((await api('GET', '/communities/donghuan/learning/courses', renewed)).status).toBe(200);
  });
});

describe('a new password', () => {
  it('asks for the present one, puts every other device out and goes on in a new session', async () => {
    await staff('wu', '吴', []);
    const [desk, phone] = [await cookieOf('wu'), await cookieOf('wu')];

    const wrong = await auth('POST', '/auth/password', desk, {
      current: 'guess',
      password: 'another password',
    });
    const changed = await auth('POST', '/auth/password', desk, {
      current: PASSWORD,
      password: 'another password',
    });

    const at = async (cookie: string) => (await auth('GET', '/auth/session', cookie)).status;
    expect((await wrong.json()).error).toMatchObject({ field: 'current', reason: 'currentPasswordWrong' });
    expect([await at(desk), await at(phone), await at(cookieIn(changed))]).toEqual([401, 401, 200]);
    expect(await cookieOf('wu')).toBe('');
    expect(await cookieOf('wu', 'another password')).not.toBe('');
  });
});
