import type { Keeper } from '@linli/core/identity';
import { username } from 'better-auth/plugins/username';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shelfAdapter } from '../../functions/src/auth/adapter.ts';
import { shelvesOf } from '../../functions/src/auth/better-auth.ts';
import { createTestTable, districtTable, type Engine, startEngine } from '../support/engine.ts';

type Adapter = ReturnType<ReturnType<typeof shelfAdapter>>;
type Account = { id: string; userId: string; providerId: string; accountId: string; scope: string | null };
type Verification = { id: string; identifier: string; value: string; expiresAt: Date; createdAt: Date };

let engine: Engine;
let adapter: Adapter;
let keeper: Keeper;

beforeAll(async () => {
  engine = await startEngine();
  keeper = { districtId: 'gaoxin', table: districtTable(await createTestTable(engine.endpoint), 'gaoxin') };
  adapter = shelfAdapter(shelvesOf(keeper))({ plugins: [username({ displayUsername: false })] });
});
afterAll(() => engine?.stop());

const WHEN = new Date('2026-05-01T00:00:00.000Z');
let made = 0;

const addUser = (more: Record<string, unknown> = {}) => {
  made += 1;
  const user = { name: `居民${made}`, email: `u${made}@staff.invalid`, username: `user${made}`, image: null };
  return adapter.create<
    Record<string, unknown>,
    { id: string; email: string; username: string; name: string }
  >({
    model: 'user',
    data: { ...user, emailVerified: false, createdAt: WHEN, updatedAt: WHEN, ...more },
  });
};

const addAccount = (userId: string, accountId: string, more: Record<string, unknown> = {}) =>
  adapter.create<Record<string, unknown>, Account>({
    model: 'account',
    data: { userId, accountId, providerId: 'test', createdAt: WHEN, updatedAt: WHEN, ...more },
  });

const is = (field: string, value: string) => ({ field, value });

describe('better-auth finds in our table', () => {
  it('what it created, by id and by each unique field', async () => {
    const user = await addUser();
    for (const where of [is('id', user.id), is('username', user.username), is('email', user.email)])
      expect(await adapter.findOne({ model: 'user', where: [where] })).toEqual(user);
  });

  it('dates as dates and missing values as null', async () => {
    const { id } = await addUser();
    const found = await adapter.findOne<{ createdAt: Date; image: null }>({
      model: 'user',
      where: [is('id', id)],
    });
    expect(found?.createdAt).toEqual(WHEN);
    expect(found?.image).toBeNull();
  });

  it('nothing where nothing is', async () => {
    expect(await adapter.findOne({ model: 'user', where: [is('id', 'usr_nobody')] })).toBeNull();
    expect(await adapter.findOne({ model: 'user', where: [is('username', 'nobody')] })).toBeNull();
  });

  it('only the selected fields', async () => {
    const { id, name } = await addUser();
    expect(await adapter.findOne({ model: 'user', where: [is('id', id)], select: ['name'] })).toEqual({
      name,
    });
  });

  it('the accounts of one user, in order, from an offset, up to a limit', async () => {
    const { id } = await addUser();
    const other = await addUser();
    for (const name of ['b', 'd', 'a', 'c']) await addAccount(id, name);
    await addAccount(other.id, 'e');
    const listed = await adapter.findMany<Account>({
      model: 'account',
      where: [is('userId', id)],
      sortBy: { field: 'accountId', direction: 'desc' },
      offset: 1,
      limit: 2,
    });
    expect(listed.map(({ accountId }) => accountId)).toEqual(['c', 'b']);
    expect(await adapter.count({ model: 'account', where: [is('userId', id)] })).toBe(4);
  });

  it('a user joined to an account', async () => {
    const user = await addUser();
    const { id } = await addAccount(user.id, 'joined');
    const found = await adapter.findOne<{ user: { id: string } }>({
      model: 'account',
      where: [is('id', id)],
      join: { user: true },
    });
    expect(found?.user.id).toBe(user.id);
  });
});

describe('a unique name', () => {
  it('belongs to one user only, even when two take it at once', async () => {
    const outcomes = await Promise.allSettled([addUser({ username: 'wang' }), addUser({ username: 'wang' })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is free again when its user takes another or goes', async () => {
    const first = await addUser({ username: 'fang' });
    await adapter.update({ model: 'user', where: [is('id', first.id)], update: { username: 'fang2' } });
    const second = await addUser({ username: 'fang' });
    expect(await adapter.findOne({ model: 'user', where: [is('username', 'fang2')] })).toMatchObject({
      id: first.id,
    });
    await adapter.delete({ model: 'user', where: [is('id', second.id)] });
    await expect(addUser({ username: 'fang' })).resolves.toMatchObject({ username: 'fang' });
  });

  it('cannot be taken by changing to it, and the change leaves nothing behind', async () => {
    const [a, b] = [await addUser(), await addUser()];
    const change = {
      model: 'user',
      where: [is('id', b.id)],
      update: { username: a.username, name: 'changed' },
    };
    await expect(adapter.update(change)).rejects.toThrow();
    expect(await adapter.findOne({ model: 'user', where: [is('username', b.username)] })).toEqual(b);
  });
});

describe('better-auth changes in our table', () => {
  it('one row, whose new state it gets', async () => {
    const { id } = await addUser();
    expect(
      await adapter.update({ model: 'user', where: [is('id', id)], update: { name: '王芳' } }),
    ).toMatchObject({ name: '王芳' });
    expect(
      await adapter.update({ model: 'user', where: [is('id', 'no')], update: { name: 'x' } }),
    ).toBeNull();
    expect(await adapter.update({ model: 'user', where: [], update: { name: 'x' } })).toBeNull();
  });

  it('all rows that meet the conditions, and counts them', async () => {
    const { id } = await addUser();
    for (const name of ['x1', 'x2', 'y1']) await addAccount(id, name);
    const where = [is('userId', id), { field: 'accountId', operator: 'starts_with' as const, value: 'x' }];
    expect(await adapter.updateMany({ model: 'account', where, update: { scope: 'read' } })).toBe(2);
    expect(await adapter.deleteMany({ model: 'account', where })).toBe(2);
    expect(await adapter.count({ model: 'account', where: [is('userId', id)] })).toBe(1);
  });

  it.each(['user', 'account'])(
    'a guarded state of a %s, which exactly one of many requests moves on',
    async (model) => {
      const user = await addUser({ image: 'new' });
      const account = await addAccount(user.id, 'guarded', { scope: 'new' });
      const [id, field] = model === 'user' ? [user.id, 'image'] : [account.id, 'scope'];
      const take = () =>
        adapter.incrementOne({
          model,
          where: [is('id', id), is(field, 'new')],
          increment: {},
          set: { [field]: 'taken' },
        });
      const takers = await Promise.all([take(), take(), take()]);
      expect(takers.filter((row) => row !== null)).toHaveLength(1);
    },
  );

  it('a single-use value, which exactly one of many requests gets', async () => {
    const { id } = await addVerification('reset', 'secret');
    const use = () => adapter.consumeOne<Verification>({ model: 'verification', where: [is('id', id)] });
    const users = await Promise.all([use(), use(), use(), use()]);
    expect(users.filter((row) => row !== null)).toHaveLength(1);
    expect(await adapter.findMany({ model: 'verification', where: [is('identifier', 'reset')] })).toEqual([]);
  });
});

describe('a session', () => {
  it('is found by its token and never shows it otherwise', async () => {
    const user = await addUser();
    const token = 'T0kenOfTheSessionThatIsNeverKept';
    const data = {
      userId: user.id,
      token,
      expiresAt: new Date('2026-05-08T00:00:00.000Z'),
      createdAt: WHEN,
      updatedAt: WHEN,
    };
    await adapter.create({ model: 'session', data });
    expect(await adapter.findOne({ model: 'session', where: [is('token', token)] })).toMatchObject({
      userId: user.id,
      token,
    });
    const [listed] = await adapter.findMany<{ token?: string }>({
      model: 'session',
      where: [is('userId', user.id)],
    });
    expect(listed).toMatchObject({ userId: user.id });
    expect(listed?.token).toBeUndefined();
    expect(await adapter.deleteMany({ model: 'session', where: [is('userId', user.id)] })).toBe(1);
    expect(await adapter.findOne({ model: 'session', where: [is('token', token)] })).toBeNull();
  });
});

const addVerification = (identifier: string, value: string) =>
  adapter.create<Record<string, unknown>, Verification>({
    model: 'verification',
    data: { identifier, value, expiresAt: new Date('2027-01-01'), createdAt: WHEN, updatedAt: WHEN },
  });
