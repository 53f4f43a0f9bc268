import { setGrants, tokenHashOf } from '@linli/core/identity';
import { IN_JOB, SYSTEM } from '@linli/core/kernel';
import { createCommunity } from '@linli/core/tenancy';
import { createApp } from '@linli/functions/api';
import { createAuthApp, createStaff } from '@linli/functions/auth';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Arrivals } from '../../functions/src/api/middleware/arrivals.ts';
import { folderFiles } from '../../functions/src/local/files.ts';
import { type Meter, meter } from '../../packages/core/src/table/meter.ts';
import {
  createTestTable,
  districtTable,
  type Engine,
  publicTable,
  startEngine,
  tenantTable,
} from '../support/engine.ts';
import { bugsToStderr } from '../support/log.ts';
import { testMasterKey } from '../support/master-key.ts';

const ORIGIN = 'http://localhost:3000';
const NOW = '2026-05-01T08:00:00.000Z';
const STAFF = { username: 'wangfang', password: 'correct horse 电池', name: '王芳' };

let engine: Engine;
let metered: Meter;
let api: ReturnType<typeof createApp>;
let auth: ReturnType<typeof createAuthApp>;
let userId: string;
let cookie: string;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

beforeEach(async () => {
  const made = await createTestTable(engine.endpoint);
  metered = meter(made.client);
  const table = { ...made, client: metered.client };
  const shared = {
    districtId: 'main',
    districtTable: districtTable(table, 'main'),
    clock: () => NOW,
    log: bugsToStderr,
  };
  const signIns = {
    ...shared,
    trustedOrigins: [ORIGIN] as const,
    secret: 'R8vJ2xQm4Ks7Wp1Zt6Yb9Nc3Hd5Gf0La',
    secureCookies: false,
    secondFactorDemanded: false,
  };
  api = createApp({
    ...shared,
    tenantTable: (tenantId) => tenantTable(table, tenantId),
    publicTable: (tenantId) => publicTable(table, tenantId),
    files: folderFiles('/nowhere'),
    masterKey: testMasterKey,
    origin: ORIGIN,
    operatorTokenHash: tokenHashOf('operator'),
  });
  auth = createAuthApp(signIns);
  await createCommunity(district(shared), { slug: 'guihua', name: '桂花社区', key: 'arrivals' });
  userId = await createStaff(signIns, {
    ...STAFF,
    grants: [{ role: 'districtAdministrator', tenantId: '*' }],
  });
  takeAllGrants = () => setGrants(district(shared), userId, []);
  cookie = await signedIn();
});

let takeAllGrants: () => Promise<unknown>;

const district = ({ districtTable: table }: { districtTable: ReturnType<typeof districtTable> }) => ({
  districtId: 'main',
  table,
  actor: SYSTEM,
  now: NOW,
  requestId: 'req_test',
  from: IN_JOB,
});

const toAuth = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  auth.fetch(
    new Request(`${ORIGIN}${path}`, {
      method: 'POST',
      headers: { origin: ORIGIN, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
    { clientAddress: '127.0.0.1' },
  );

async function signedIn(): Promise<string> {
  const answer = await toAuth('/auth/sign-in', STAFF);
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** The API as one page asks it. */
function onePage() {
  const arrivals = new Arrivals();
  return async (path: string, init: RequestInit = {}) =>
    api.fetch(
      new Request(`${ORIGIN}/api/v1${path}`, {
        ...init,
        headers: { cookie, 'content-type': 'application/json' },
      }),
      { arrivals },
    );
}

const me = '/communities/guihua/identity/me';

test('the calls of one page find out once who is there and where', async () => {
  const ask = onePage();
  metered.reset();

  const [first, profile] = await Promise.all([ask(me), ask('/communities/guihua')]);
  const again = await ask(me);

  expect([first?.status, profile?.status, again.status]).toEqual([200, 200, 200]);
  expect(await again.json()).toMatchObject({ kind: 'user', id: userId, name: '王芳' });
  expect(metered.totals()).toMatchObject({ calls: 1, readUnits: 2 });
});

test('somebody who was signed out is a visitor to the very next page', async () => {
  await onePage()(me);
  await toAuth('/auth/sign-out', {}, { cookie });

  const next = await onePage()(me);

  expect(await next.json()).toMatchObject({ kind: 'visitor', grants: [] });
});

test('somebody who lost every role is out on the very next page', async () => {
  expect((await onePage()('/district/communities')).status).toBe(200);
  await takeAllGrants();

  const next = await onePage()('/district/communities');

  expect(next.status).toBe(401);
});

test('a page that changes something shows it changed, and changes nothing as somebody who lost the right meanwhile', async () => {
  const ask = onePage();
  const rename = (name: string) =>
    ask('/district/communities/guihua', { method: 'PATCH', body: JSON.stringify({ name }) });
  await Promise.all([ask('/communities/guihua'), ask('/district/identity/me')]);

  await rename('桂花新社区');
  const shown = await ask('/communities/guihua');
  await takeAllGrants();
  const refused = await rename('桂花旧社区');

  expect(await shown.json()).toMatchObject({ name: '桂花新社区' });
  expect(refused.status).toBe(401);
});

test('two pages share nothing, and a request of its own asks for itself', async () => {
  metered.reset();

  await onePage()(me);
  await onePage()(me);
  await api.request(`${ORIGIN}/api/v1${me}`, { headers: { cookie } });

  expect(metered.totals().calls).toBe(3);
});
