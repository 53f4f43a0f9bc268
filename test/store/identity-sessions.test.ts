import {
  closeSession,
  createRecord,
  findSession,
  giveTryBack,
  type Keeper,
  listSessionsOf,
  OPEN_SESSIONS_MAX,
  openSession,
  setDisabled,
  setGrants,
  takeTry,
  tokenHashOf,
} from '@linli/core/identity';
import { type DistrictScope, type Grant, IN_JOB, SYSTEM, VISITOR } from '@linli/core/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestTable, districtTable, type Engine, startEngine } from '../support/engine.ts';

const NOW = '2026-05-01T00:00:00.000Z';
const AFTER_WORK = '2026-05-01T12:00:00.000Z';
const OF_A: Grant = { role: 'communityAdministrator', tenantId: 'tnt_a' };
const OF_B: Grant = { role: 'communityAdministrator', tenantId: 'tnt_b' };

let engine: Engine;
let keeper: Keeper;
let scope: DistrictScope;

beforeAll(async () => {
  engine = await startEngine();
  keeper = { districtId: 'gaoxin', table: districtTable(await createTestTable(engine.endpoint), 'gaoxin') };
  scope = { ...keeper, actor: SYSTEM, now: NOW, requestId: 'req_test', from: IN_JOB };
});
afterAll(() => engine?.stop());

const addUser = async (id: string, ...grants: Grant[]) => {
  await createRecord(keeper, 'user', id, { fields: { username: id, name: '王芳' }, names: [], owner: id });
  await setGrants(scope, id, grants);
};

const open = (userId: string, token: string, createdAt = NOW) =>
  openSession(keeper, {
    id: `ses_${token}`,
    userId,
    tokenHash: tokenHashOf(token),
    createdAt,
  });

const grantsBy = async (token: string) => (await findSession(keeper, tokenHashOf(token)))?.grants;

describe("a user's sessions", () => {
  it('carry the grants of the moment they were opened, and keep no token', async () => {
    await addUser('usr_one', OF_A);
    await open('usr_one', 'desk');
    const session = await findSession(keeper, tokenHashOf('desk'));
    expect(session).toMatchObject({ userName: '王芳', grants: [OF_A], expiresInstant: AFTER_WORK });
    expect(session?.expiresAt).toBe(Date.parse(AFTER_WORK) / 1000);
    expect(JSON.stringify(session)).not.toContain('"desk"');
  });

  it('are all closed when the grants change, so that none outlives the rights it was opened with', async () => {
    await addUser('usr_two', OF_A);
    await open('usr_two', 'desk2');
    await open('usr_two', 'phone2');
    await setGrants(scope, 'usr_two', [OF_B]);
    expect([await grantsBy('desk2'), await grantsBy('phone2')]).toEqual([undefined, undefined]);
  });

  it('stay open when the same grants are given again', async () => {
    await addUser('usr_same', OF_A);
    await open('usr_same', 'same');
    await setGrants(scope, 'usr_same', [OF_A]);
    expect(await grantsBy('same')).toEqual([OF_A]);
  });

  it('cannot be opened with a disabled account, and those that were open are closed', async () => {
    await addUser('usr_off', OF_A);
    await open('usr_off', 'before');
    await setDisabled({ ...scope, tenantId: '*' }, 'usr_off', true);
    await expect(open('usr_off', 'after')).rejects.toMatchObject({ reason: 'accountDisabled' });
    expect(await grantsBy('before')).toBeUndefined();
    await setDisabled({ ...scope, tenantId: '*' }, 'usr_off', false);
    await open('usr_off', 'again');
    expect(await grantsBy('again')).toEqual([OF_A]);
  });

  it('never keep grants that were taken away while they were being opened', async () => {
    await addUser('usr_race', OF_A);
    const tokens = Array.from({ length: 6 }, (_, i) => `race${i}`);
    await Promise.all([...tokens.map((token) => open('usr_race', token)), setGrants(scope, 'usr_race', [])]);
    const held = (await Promise.all(tokens.map(grantsBy))).flat();
    expect(held.filter((grant) => grant !== undefined)).toEqual([]);
  });

  it('end when they are closed, and closing again is no error', async () => {
    await addUser('usr_out', OF_A);
    await open('usr_out', 'out');
    await closeSession(keeper, tokenHashOf('out'));
    await closeSession(keeper, tokenHashOf('out'));
    expect(await grantsBy('out')).toBeUndefined();
    expect(await listSessionsOf(keeper, 'usr_out')).toEqual([]);
  });

  it('make room: one more than there is room for closes the oldest', async () => {
    await addUser('usr_many', OF_A);
    for (let i = 0; i <= OPEN_SESSIONS_MAX; i++) await open('usr_many', `many${i}`);
    expect(await grantsBy('many0')).toBeUndefined();
    expect(await listSessionsOf(keeper, 'usr_many')).toHaveLength(OPEN_SESSIONS_MAX);
  });

  it('are changed by a district administrator only', async () => {
    const clerk = { ...VISITOR, kind: 'user' as const, grants: [OF_A] };
    const change = setGrants({ ...scope, actor: clerk }, 'usr_one', [
      { role: 'districtAdministrator', tenantId: '*' },
    ]);
    await expect(change).rejects.toMatchObject({ code: 'forbidden' });
    await expect(setGrants(scope, 'usr_nobody', [])).rejects.toMatchObject({ code: 'not_found' });
  });
});

const PER_ACCOUNT = 10;
const WINDOW_MINUTES = 15;

describe('tries to sign in', () => {
  const take = (name: string, now = NOW) => takeTry(keeper, { kind: 'account', name }, now);

  it('run out exactly at the limit, however many come at once', async () => {
    const tries = await Promise.allSettled(Array.from({ length: PER_ACCOUNT + 7 }, () => take('guessed')));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(PER_ACCOUNT);
    await expect(take('guessed')).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(take('another')).resolves.toBeUndefined();
  });

  it('start anew in the next window, so that nobody is locked out for long', async () => {
    const next = new Date(Date.parse(NOW) + WINDOW_MINUTES * 60_000).toISOString();
    await expect(take('guessed', next)).resolves.toBeUndefined();
  });

  it('that succeed are given back', async () => {
    for (let i = 0; i < PER_ACCOUNT * 2; i++) {
      await take('daily');
      await giveTryBack(keeper, { kind: 'account', name: 'daily' }, NOW);
    }
  });
});
