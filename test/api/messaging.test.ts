import { tmpdir } from 'node:os';
import { openSession, tokenHashOf } from '@linli/core/identity';
import { type Grant, IN_JOB, newId, SYSTEM } from '@linli/core/kernel';
import { messageIdOf, queueMessage, SendFailure, sendWaiting } from '@linli/core/messaging';
import type { Table } from '@linli/core/table';
import { createCommunity } from '@linli/core/tenancy';
import { createApp } from '@linli/functions/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStaff } from '../../functions/src/auth/app.ts';
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

const START = '2026-05-01T08:00:00.000Z';
const SECRET = 'https://linli.example/join/abcd-efgh-jkmn';

let engine: Engine;
let table: TestTable;
let district: Table;
let now = START;
let ofDonghuan: string;
let administrator: string;
let secretary: string;
let ofXihuan: string;
let ofDistrict: string;

const clock = () => now;
const log = () => {};
const shared = () => ({ districtId: 'gaoxin', districtTable: district, clock, log });

beforeAll(async () => {
  engine = await startEngine();
  table = await createTestTable(engine.endpoint);
  district = districtTable(table, 'gaoxin');
  ofDonghuan = await addCommunity('donghuan', '东环路社区');
  const xihuan = await addCommunity('xihuan', '西环路社区');
  administrator = await signedIn('wang', { role: 'communityAdministrator', tenantId: ofDonghuan });
  secretary = await signedIn('li', { role: 'secretary', tenantId: ofDonghuan });
  ofXihuan = await signedIn('zhao', { role: 'communityAdministrator', tenantId: xihuan });
  ofDistrict = await signedIn('quban', { role: 'districtAdministrator', tenantId: '*' });
});
afterAll(() => engine?.stop());

async function addCommunity(slug: string, name: string): Promise<string> {
  const scope = {
    districtId: 'gaoxin',
    table: district,
    actor: SYSTEM,
    now,
    requestId: 'req_test',
    from: IN_JOB,
  };
  return (await createCommunity(scope, { slug, name, key: `key-${slug}` })).tenantId;
}

/** The token of somebody who has just signed in with this role. */
async function signedIn(username: string, grant: Grant): Promise<string> {
  const secret = 'R8vJ2xQm4Ks7Wp1Zt6Yb9Nc3Hd5Gf0La';
  const deps = {
    ...shared(),
    trustedOrigins: ['http://localhost'] as const,
    secret,
    secureCookies: false,
    secondFactorDemanded: false,
  };
  const userId = await createStaff(deps, {
    username,
    password: 'correct horse 电池',
    name: username,
    grants: [grant],
  });
  const token = `token${username}`;
  await openSession(
    { districtId: 'gaoxin', table: district },
    {
      id: newId('session', now),
      tokenHash: tokenHashOf(token),
      userId,
      createdAt: now,
    },
  );
  return token;
}

/** A request of somebody, or of a visitor. */
async function ask(method: string, path: string, token?: string, language = 'zh-CN') {
  const app = createApp({
    ...shared(),
    tenantTable: (tenantId) => tenantTable(table, tenantId),
    publicTable: (tenantId) => publicTable(table, tenantId),
    files: folderFiles(tmpdir()),
    origin: 'https://linli.example',
    masterKey: testMasterKey,
  });
  const headers = {
    'accept-language': language,
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const answer = await app.request(`/api/v1${path}`, { method, headers });
  return { status: answer.status, body: await answer.json() };
}

const MESSAGES = '/communities/donghuan/messages';

/** A message of that sender; `failed`: it could not be sent five times. */
async function message(tenantId: string, cause: string, state: 'waiting' | 'failed'): Promise<string> {
  const keeper = { districtId: 'gaoxin', table: district };
  const id = messageIdOf(now, cause);
  const invitation = { place: '东环路社区', inviter: '王芳', role: 'staff' as const };
  await district.commit([
    queueMessage(
      keeper,
      {
        ...{ id, tenantId, channel: 'sms', to: '13812345678', language: 'zh-CN' },
        template: 'invitation',
        params: invitation,
        secret: SECRET,
        goodUntil: '2026-05-08T08:00:00.000Z',
      },
      now,
    ),
  ]);
  if (state === 'waiting') return id;
  const send = () => Promise.reject(new SendFailure('sendRefused', 'HTTP 500'));
  const deps = { ...keeper, sender: { send }, clock, log };
  for (let again: string | undefined = now; again !== undefined; ) {
    now = again;
    again = await sendWaiting(deps, { tenantId, messageId: id });
  }
  return id;
}

test('a community sees what became of its messages, and in its language what to do, but not what they say', async () => {
  const id = await message(ofDonghuan, 'seen', 'failed');

  const chinese = await ask('GET', MESSAGES, administrator);
  const english = await ask('GET', MESSAGES, administrator, 'en');

  expect(chinese.body.items).toMatchObject([
    { id, channel: 'sms', to: '138****5678', template: 'invitation', state: 'failed', tries: 5 },
  ]);
  expect(chinese.body.items[0].advice).toMatch(/没有接受这条消息.*运维/);
  expect(english.body.items[0].advice).toMatch(/did not take the message/);
  expect(JSON.stringify(chinese.body)).not.toMatch(/abcd-efgh|12345678|secret|problem/);
});

test('whoever manages people has it tried again; the answer says that it waits', async () => {
  const id = await message(ofDonghuan, 'retried', 'failed');

  const answer = await ask('POST', `${MESSAGES}/${id}/retry`, administrator);

  expect([answer.status, answer.body]).toEqual([
    202,
    expect.objectContaining({ id, state: 'waiting', tries: 0, to: '138****5678' }),
  ]);
  expect(answer.body.advice).toBeUndefined();
});

test('a secretary sees messages and retries none; a visitor and another community see none', async () => {
  const id = await message(ofDonghuan, 'guarded', 'failed');
  const retry = `${MESSAGES}/${id}/retry`;

  const asked = await Promise.all([
    ask('GET', MESSAGES, secretary),
    ask('POST', retry, secretary),
    ask('GET', MESSAGES),
    ask('POST', retry),
    ask('GET', MESSAGES, ofXihuan),
    ask('POST', retry, ofXihuan),
    ask('POST', `/communities/xihuan/messages/${id}/retry`, ofXihuan),
  ]);

  expect(asked.map(({ status }) => status)).toEqual([200, 403, 401, 401, 403, 403, 404]);
});

test("the district's own messages are the district's to see and to retry", async () => {
  const id = await message('*', 'of the district', 'failed');

  const listed = await ask('GET', '/district/messages', ofDistrict);
  const refused = await ask('GET', '/district/messages', administrator);
  const retried = await ask('POST', `/district/messages/${id}/retry`, ofDistrict);

  expect(listed.body.items.map((one: { id: string }) => one.id)).toEqual([id]);
  expect([refused.status, retried.status]).toEqual([403, 202]);
});

test('a list is read page by page, newest first', async () => {
  const first = await message(ofDonghuan, 'page 1', 'waiting');
  now = new Date(Date.parse(now) + 60_000).toISOString();
  const second = await message(ofDonghuan, 'page 2', 'waiting');

  const page = await ask('GET', `${MESSAGES}?limit=1`, administrator);
  const next = await ask('GET', `${MESSAGES}?limit=1&cursor=${page.body.next}`, administrator);

  expect([page.body.items[0].id, next.body.items[0].id]).toEqual([second, first]);
});
