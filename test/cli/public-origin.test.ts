import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../functions/src/local/free-port.ts';
import { type OneMachine, startOneMachine } from '../../functions/src/local/one-machine.ts';
import { demoSignIns } from '../../functions/src/local/sign-ins.ts';
import { rawRequest } from '../web/support/raw-request.ts';

const ORIGIN = 'https://linli.example.cn';
const PASSWORD = 'correct horse battery';

let folder: string;
let machine: OneMachine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linli-origin-'));
  machine = await startOneMachine({ folder, port: await freePort(), publicOrigin: ORIGIN, log: () => {} });
  await machine.addStaff({
    ...{ username: 'clerk', name: '职员', password: PASSWORD },
    grants: [{ role: 'districtViewer', tenantId: '*' }],
  });
});
afterAll(async () => {
  await machine.stop();
  await rm(folder, { recursive: true, force: true });
});

/** As nginx passes it on: TLS has ended, the name and the person's address come along. */
const through = (method: string, path: string, body = '', headers: Record<string, string> = {}) =>
  rawRequest(machine.origin, path, {
    method,
    body,
    headers: {
      ...{ host: 'linli.example.cn', 'x-forwarded-for': '203.0.113.7', accept: 'text/html', origin: ORIGIN },
      ...headers,
    },
  });

it('a machine behind a web server signs people in under the name they type, with a cookie for TLS only', async () => {
  const form = new URLSearchParams({ username: 'clerk', password: PASSWORD, next: '' }).toString();
  const typed = { 'content-type': 'application/x-www-form-urlencoded' };

  const page = await through('GET', '/sign-in');
  const signedIn = await through('POST', '/sign-in', form, typed);
  const elsewhere = await through('POST', '/sign-in', form, { ...typed, origin: 'https://other.example' });
  const [cookie = ''] = String(signedIn.headers['set-cookie']).split(';');
  const district = await through('GET', '/district', '', { cookie });

  expect(page.status).toBe(200);
  expect(page.headers['strict-transport-security']).toContain('max-age');
  expect([signedIn.status, signedIn.headers['location']]).toEqual([303, '/district']);
  expect(String(signedIn.headers['set-cookie'])).toMatch(/__Host-linli\.session_token=.*Secure/);
  expect(elsewhere.status).toBe(403);
  expect(district.status).toBe(200);
});

it('shows its outbox to nobody, and answers under no other name', async () => {
  expect((await through('GET', '/outbox')).status).toBe(404);
  expect(
    (await rawRequest(machine.origin, '/outbox', { headers: { host: new URL(machine.origin).host } })).status,
  ).toBe(404);
  expect((await through('GET', '/', '', { host: 'other.example' })).status).toBe(421);
});

it('counts tries by where people are, not by the server before it', async () => {
  const guess = (from: string) =>
    through(
      'POST',
      '/auth/sign-in',
      JSON.stringify({ username: `nobody${from}`, password: 'a wrong guess' }),
      {
        ...{ 'content-type': 'application/json', accept: '*/*', 'x-forwarded-for': from },
      },
    );
  const statuses = [];
  for (let i = 0; i < 12; i++) statuses.push((await guess('203.0.113.8')).status);

  expect(statuses.at(-1)).toBe(429);
  expect((await guess('203.0.113.9')).status).toBe(401);
});

it('leaves the first administrator alone once they are there: a password they changed stays changed', async () => {
  const [first] = await demoSignIns(folder, machine, undefined);
  const signIn = async (password: string) =>
    (
      await through('POST', '/auth/sign-in', JSON.stringify({ username: 'district', password }), {
        ...{ 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.10' },
      })
    ).status;
  const grants = [{ role: 'districtAdministrator' as const, tenantId: '*' }];
  await machine.addStaff({
    username: 'district',
    name: '区管理员',
    password: 'changed by its owner',
    grants,
  });

  const [again] = await demoSignIns(folder, machine, undefined);

  expect(again).toEqual(first);
  expect([await signIn(first?.password ?? ''), await signIn('changed by its owner')]).toEqual([401, 200]);
});
