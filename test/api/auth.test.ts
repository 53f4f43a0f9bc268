import { tmpdir } from 'node:os';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { inviteMember, setGrants, tokenHashOf } from '@linli/core/identity';
import { type Grant, IN_JOB, SYSTEM } from '@linli/core/kernel';
import type { Table } from '@linli/core/table';
import { createCommunity } from '@linli/core/tenancy';
import { createApp } from '@linli/functions/api';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type AuthDependencies, createAuthApp, createStaff } from '../../functions/src/auth/app.ts';
import { folderFiles } from '../../functions/src/local/files.ts';
import {
  createTestTable,
  districtTable,
  type Engine,
  publicTable,
  startEngine,
  type TestTable,
  tenantTable,
} from '../support/engine.ts';
import { testMasterKey } from '../support/master-key.ts';

const ORIGIN = 'http://localhost:3000';
const PASSWORD = 'correct horse 电池';
const OF_DISTRICT: Grant = { role: 'districtAdministrator', tenantId: '*' };

let engine: Engine;
let ofDonghuan: Grant;
let ofXihuan: Grant;
let table: TestTable;
let district: Table;
let now = '2026-05-01T08:00:00.000Z';
const logged: Record<string, unknown>[] = [];

beforeAll(async () => {
  engine = await startEngine();
  table = await createTestTable(engine.endpoint);
  district = districtTable(table, 'gaoxin');
  ofDonghuan = await addCommunity('donghuan', '东环路社区');
  ofXihuan = await addCommunity('xihuan', '西环路社区');
  await createStaff(deps(), {
    username: 'WangFang',
    password: PASSWORD,
    name: '王芳',
    grants: [ofDonghuan],
  });
  await createStaff(deps(), {
    username: '区管理员',
    password: PASSWORD,
    name: '李主任',
    grants: [OF_DISTRICT],
  });
});
afterAll(() => engine?.stop());
afterEach(() => {
  now = '2026-05-01T08:00:00.000Z';
});

const deps = (more: Partial<AuthDependencies> = {}): AuthDependencies => ({
  districtId: 'gaoxin',
  districtTable: district,
  clock: () => now,
  trustedOrigins: [ORIGIN],
  secret: 'R8vJ2xQm4Ks7Wp1Zt6Yb9Nc3Hd5Gf0La',
  secureCookies: false,
  secondFactorDemanded: false,
  log: (entry) => void logged.push(entry),
  ...more,
});

const system = () => ({
  districtId: 'gaoxin',
  table: district,
  actor: SYSTEM,
  now,
  requestId: 'req_test',
  from: IN_JOB,
});

/** A community and the grant of its administrator. */
async function addCommunity(slug: string, name: string): Promise<Grant> {
  const { tenantId } = await createCommunity(system(), { slug, name, key: `key-${slug}` });
  return { role: 'communityAdministrator', tenantId };
}

type Asking = { username?: string; password?: string; headers?: Record<string, string>; from?: string };

const signIn = (
  { username = 'wangfang', password = PASSWORD, headers = {}, from = '10.0.0.1' }: Asking = {},
  more: Partial<AuthDependencies> = {},
) =>
  createAuthApp(deps(more)).request(
    '/auth/sign-in',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN, ...headers },
      body: JSON.stringify({ username, password }),
    },
    { address: from },
  );

/** Beside it stands the note that this device knows the account (known-device.ts). */
const sessionCookies = (response: Response) =>
  response.headers.getSetCookie().filter((cookie) => cookie.includes('session_token='));

const cookieOf = (response: Response) => (response.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';

const auth = (method: 'GET' | 'POST' | 'DELETE', path: string, cookie = '', body?: object) =>
  createAuthApp(deps()).request(path, {
    method,
    headers: { cookie, origin: ORIGIN, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const api = (path: string, cookie: string) =>
  createApp({
    districtId: 'gaoxin',
    districtTable: district,
    tenantTable: (tenantId) => tenantTable(table, tenantId),
    publicTable: (tenantId) => publicTable(table, tenantId),
    files: folderFiles(tmpdir()),
    masterKey: testMasterKey,
    clock: () => now,
    origin: ORIGIN,
    log: (entry) => void logged.push(entry),
  }).request(`/api/v1${path}`, { headers: { cookie } });

const VOLUNTEERS = '/communities/donghuan/timebank/volunteers';
const OTHER_VOLUNTEERS = '/communities/xihuan/timebank/volunteers';

describe('signing in', () => {
  it('answers who one is and where one may go', async () => {
    const response = await signIn();
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      user: { id: expect.stringMatching(/^usr_/), name: '王芳' },
      grants: [ofDonghuan],
      communities: [{ slug: 'donghuan', name: '东环路社区' }],
      expires: '2026-05-01T20:00:00.000Z',
    });
  });

  it('takes a user name however it is typed', async () => {
    for (const username of ['WANGFANG', ' WangFang ', 'ｗａｎｇｆａｎｇ'])
      expect((await signIn({ username })).status).toBe(200);
  });

  it('sets one cookie, for this host over HTTPS only', async () => {
    const cookies = sessionCookies(await signIn({}, { secureCookies: true }));
    expect(cookies).toEqual([
      expect.stringMatching(
        /^__Host-linli\.session_token=[A-Za-z0-9]{32}\.[^;]+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
  });

  it('sets one cookie that a loopback address can keep', async () => {
    const cookies = sessionCookies(await signIn());
    expect(cookies).toEqual([
      expect.stringMatching(
        /^linli\.session_token=[A-Za-z0-9]{32}\.[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
      ),
    ]);
  });

  it('keeps the hash of the token in the table, nowhere the token', async () => {
    const token = /=([A-Za-z0-9]+)\./.exec(cookieOf(await signIn()))?.[1] ?? '';
    const { Items } = await table.client.send(new ScanCommand({ TableName: table.tableName }));
    const all = JSON.stringify(Items);
    expect(token).toHaveLength(32);
    expect(all).toContain(tokenHashOf(token));
    expect(all).not.toContain(token);
    expect(all).not.toContain(PASSWORD);
  });

  it('reaches nothing but the table', async () => {
    const { fetch } = globalThis;
    const asked = vi.fn();
    globalThis.fetch = asked;
    try {
      expect((await signIn()).status).toBe(200);
    } finally {
      globalThis.fetch = fetch;
    }
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('a refused sign-in', () => {
  it('does not tell a wrong password from an unknown user, nor by its words nor by its time', async () => {
    const timed = async (asking: Asking) => {
      const from = performance.now();
      const response = await signIn(asking);
      const { error } = (await response.json()) as { error: Record<string, string> };
      return { status: response.status, ...error, requestId: '', ms: performance.now() - from };
    };
    await timed({ username: 'warm-up' });
    type Timed = Awaited<ReturnType<typeof timed>>;
    const wrong: Timed[] = [];
    const unknown: Timed[] = [];
    for (let i = 0; i < 3; i++) {
      wrong.push(await timed({ username: '区管理员', password: 'not the password', from: '10.0.1.1' }));
      unknown.push(await timed({ username: `nobody${i}`, from: '10.0.1.1' }));
    }
    const said = ({ ms: _, ...rest }: Timed) => rest;
    expect(said(wrong[0] as Timed)).toEqual(said(unknown[0] as Timed));
    expect(wrong[0]).toMatchObject({ status: 401, reason: 'wrongCredentials' });
    const median = (found: Timed[]) => found.map(({ ms }) => ms).sort((a, b) => a - b)[1] ?? 0;
    expect(median(unknown) / median(wrong)).toBeGreaterThan(0.4);
    expect(median(unknown) / median(wrong)).toBeLessThan(2.5);
  });

  it.each([
    ['zh-CN', '用户名或密码不对'],
    ['en', 'user name or the password is wrong'],
  ])('says so in %s', async (language, words) => {
    const headers = { 'accept-language': language };
    expect(await (await signIn({ username: 'nobody', headers })).text()).toContain(words);
  });

  it('sets no cookie and names no reason for an impossible user name', async () => {
    const response = await signIn({ username: "x' OR 1=1 #" });
    expect(response.status).toBe(401);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it('names the fields that are missing', async () => {
    const response = await createAuthApp(deps()).request('/auth/sign-in', { method: 'POST', body: '{' });
    expect(response.status).toBe(422);
  });

  it('comes after ten wrong passwords even with the right one, and no later than a quarter of an hour ends', async () => {
    await createStaff(deps(), { username: 'guessed', password: PASSWORD, name: '陈', grants: [] });
    for (let i = 0; i < 10; i++)
      expect(
        (await signIn({ username: 'guessed', password: 'wrong guess', from: `10.1.0.${i}` })).status,
      ).toBe(401);
    const refused = await signIn({ username: 'Guessed' });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('900');
    now = '2026-05-01T08:15:00.000Z';
    expect((await signIn({ username: 'guessed' })).status).toBe(200);
  });

  it('comes when one origin tries for many accounts', async () => {
    now = '2026-05-01T09:00:00.000Z';
    const tries = [];
    for (let i = 0; i < 61; i++) tries.push((await signIn({ username: `#${i}`, from: '10.9.9.9' })).status);
    expect(tries.slice(0, 60).every((status) => status === 401)).toBe(true);
    expect(tries[60]).toBe(429);
    expect((await signIn({ from: '10.9.9.8' })).status).toBe(200);
  });

  it('comes when one origin guesses too often, at whatever it may be', async () => {
    now = '2026-05-01T09:00:00.000Z';
    const guess = (code: string) =>
      createAuthApp(deps()).request(
        '/auth/invitation',
        { method: 'POST', body: JSON.stringify({ code }) },
        { address: '10.9.8.9' },
      );
    for (let i = 0; i < 60; i++) expect((await guess(`code ${i}`)).status).toBe(404);

    const signedIn = await signIn({ from: '10.9.8.9' });

    expect([signedIn.status, (await guess('another')).status]).toEqual([429, 429]);
    expect((await signIn({ from: '10.9.9.8' })).status).toBe(200);
  });

  it("is the answer to another site's page", async () => {
    for (const origin of ['https://evil.example', 'null'])
      expect((await signIn({ headers: { origin } })).status).toBe(403);
  });
});

describe('a session in the API', () => {
  it('lets a community administrator into their own community and no other', async () => {
    const cookie = cookieOf(await signIn());
    expect((await api(VOLUNTEERS, cookie)).status).toBe(200);
    expect((await api(OTHER_VOLUNTEERS, cookie)).status).toBe(403);
    expect((await api('/district/communities', cookie)).status).toBe(403);
  });

  it('lets a district administrator into every community and the district', async () => {
    const cookie = cookieOf(await signIn({ username: '区管理员' }));
    for (const path of [VOLUNTEERS, OTHER_VOLUNTEERS, '/district/communities'])
      expect((await api(path, cookie)).status).toBe(200);
  });

  it('is taken as a bearer token too', async () => {
    const token = /=([A-Za-z0-9]+)/.exec(cookieOf(await signIn()))?.[1];
    const session = await createAuthApp(deps()).request('/auth/session', {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(session.status).toBe(200);
  });

  it('is over with the next request when the grants change, and the next one has the new grants only', async () => {
    await createStaff(deps(), { username: 'mover', password: PASSWORD, name: '赵', grants: [ofDonghuan] });
    const response = await signIn({ username: 'mover' });
    const { user } = (await response.json()) as { user: { id: string } };

    await setGrants(system(), user.id, [ofXihuan]);

    expect((await api(VOLUNTEERS, cookieOf(response))).status).toBe(401);
    const renewed = cookieOf(await signIn({ username: 'mover' }));
    expect((await api(VOLUNTEERS, renewed)).status).toBe(403);
    expect((await api(OTHER_VOLUNTEERS, renewed)).status).toBe(200);
  });

  it('joins with an invitation and a user name of their own, and is signed in', async () => {
    const people = { ...system(), tenantId: ofDonghuan.tenantId };
    const { code } = await inviteMember(people, { key: 'invite-liu', name: '刘', role: 'staff' }, new Map());
    const join = (body: object) => auth('POST', '/auth/join', '', body);

    const offer = await auth('POST', '/auth/invitation', '', { code });
    const joined = await join({ code, username: 'liu', password: PASSWORD, name: '刘洋' });
    const stranger = await join({ code, username: 'zhou', password: PASSWORD, name: '周' });
    const taken = await join({ code: 'nothing', username: 'liu', password: PASSWORD });

    expect(await offer.json()).toMatchObject({ name: '刘', role: 'staff' });
    expect(joined.status).toBe(200);
    expect((await api(VOLUNTEERS, cookieOf(joined))).status).toBe(200);
    expect((await api(OTHER_VOLUNTEERS, cookieOf(joined))).status).toBe(403);
    expect([stranger.status, taken.status]).toEqual([404, 404]);
  });

  it('can be listed and ended from another device, one’s own only', async () => {
    await createStaff(deps(), { username: 'roamer', password: PASSWORD, name: '钱', grants: [ofDonghuan] });
    const desk = cookieOf(await signIn({ username: 'roamer' }));
    const phone = cookieOf(await signIn({ username: 'roamer' }));
    const { items } = (await (await auth('GET', '/auth/sessions', desk)).json()) as {
      items: { id: string; current: boolean }[];
    };
    const other = items.find(({ current }) => !current);

    const ended = await auth('DELETE', `/auth/sessions/${other?.id}`, desk);
    const unknown = await auth('DELETE', '/auth/sessions/ses_nobodys', desk);

    expect(items.filter(({ current }) => current)).toHaveLength(1);
    expect([ended.status, unknown.status]).toEqual([204, 404]);
    expect((await api(VOLUNTEERS, phone)).status).toBe(401);
    expect((await api(VOLUNTEERS, desk)).status).toBe(200);
  });

  it('ends with signing out, here and in the API', async () => {
    const cookie = cookieOf(await signIn());
    const out = await auth('POST', '/auth/sign-out', cookie);
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()).toEqual([
      'linli.session_token=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax',
    ]);
    expect((await auth('GET', '/auth/session', cookie)).status).toBe(401);
    expect((await api(VOLUNTEERS, cookie)).status).toBe(401);
  });

  it('ends after a working day by the clock that is handed in', async () => {
    const cookie = cookieOf(await signIn());
    now = '2026-05-01T19:59:59.999Z';
    expect((await auth('GET', '/auth/session', cookie)).status).toBe(200);
    now = '2026-05-01T20:00:00.000Z';
    expect((await auth('GET', '/auth/session', cookie)).status).toBe(401);
    expect((await api(VOLUNTEERS, cookie)).status).toBe(401);
  });

  it('is not made by a made-up cookie', async () => {
    for (const value of ['', 'x', '%E0%A4%A', `${'a'.repeat(32)}.forged`])
      expect((await api(VOLUNTEERS, `linli.session_token=${value}`)).status).toBe(401);
  });
});

describe('creating staff', () => {
  const chen = { username: 'chen', password: PASSWORD, name: '陈静', grants: [OF_DISTRICT] };

  it('again changes nothing and keeps sessions open', async () => {
    const id = await createStaff(deps(), chen);
    const cookie = cookieOf(await signIn({ username: 'chen' }));
    expect(await createStaff(deps(), { ...chen, username: 'CHEN' })).toBe(id);
    expect((await auth('GET', '/auth/session', cookie)).status).toBe(200);
  });

  it('with a new password puts everybody out who signed in with the old one', async () => {
    await createStaff(deps(), chen);
    const cookie = cookieOf(await signIn({ username: 'chen' }));
    await createStaff(deps(), { ...chen, password: 'another password' });
    expect((await auth('GET', '/auth/session', cookie)).status).toBe(401);
    expect((await signIn({ username: 'chen' })).status).toBe(401);
    expect((await signIn({ username: 'chen', password: 'another password' })).status).toBe(200);
  });

  it('twice at once makes one', async () => {
    const twin = { ...chen, username: 'twin' };
    await Promise.allSettled([createStaff(deps(), twin), createStaff(deps(), twin)]);
    await createStaff(deps(), twin);
    expect((await signIn({ username: 'twin' })).status).toBe(200);
  });

  it.each(['password', '12345678', 'Woaini1314', 'QWERTYUIOP'])(
    'refuses %s, which is tried first',
    async (password) => {
      await expect(createStaff(deps(), { ...chen, password })).rejects.toMatchObject({
        code: 'invalid',
        issues: [{ field: 'password', reason: 'passwordCommon' }],
      });
    },
  );

  it('names what is wrong with the input', async () => {
    const refused = createStaff(deps(), { ...chen, username: 'a b', password: 'short' });
    await expect(refused).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ field: 'username' }, { field: 'password' }],
    });
  });
});

it('nothing that went wrong above was a bug', () => {
  expect(logged.filter(({ level }) => level === 'error')).toEqual([]);
});

describe('a password', () => {
  const strange =
    ' 一句很长的话，有 Spaces、ＷＩＤＥ letters, 🍑 and Ünïcödé – 64 or more characters in all, and no rule about them! ';
  const make = (password: string) =>
    createStaff(deps(), { username: 'strange', password, name: '怪', grants: [OF_DISTRICT] });

  it('may be of any signs and as long as a sentence, and is taken as it came', async () => {
    expect(strange.length).toBeGreaterThan(64);
    await make(strange);

    const right = await signIn({ username: 'strange', password: strange, from: '10.7.7.1' });
    const others = [strange.trim(), strange.toUpperCase(), strange.slice(0, 64), `${strange}x`];
    const wrong = [];
    for (const password of others)
      wrong.push((await signIn({ username: 'strange', password, from: '10.7.7.1' })).status);

    expect(right.status).toBe(200);
    expect(wrong).toEqual([401, 401, 401, 401]);
  });

  it.each([
    'Linli2026!!',
    '社区社区2026!!',
    '邻里-12345678',
    'admin-admin-1',
    'Strange*1990',
    '1990_strange!',
  ])('is not %s: a word of this place, with figures and signs about it', async (password) => {
    await expect(make(password)).rejects.toMatchObject({ issues: [{ reason: 'passwordOfThisPlace' }] });
  });

  it.each(['a strange sentence', 'linli is where I work', '青羊区的邻里中心在哪里'])(
    'may be %s',
    async (password) => {
      await expect(make(password)).resolves.toMatch(/^usr_/);
    },
  );
});
