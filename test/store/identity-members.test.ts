import {
  acceptInvitation,
  createRecord,
  findInvitation,
  findSession,
  getMember,
  inviteMember,
  type Keeper,
  listInvitations,
  listMembers,
  openSession,
  type PeopleScope,
  setRoles,
  tokenHashOf,
  withdrawInvitation,
} from '@linli/core/identity';
import { type Actor, type Grant, IN_JOB, may, type Role } from '@linli/core/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestTable, districtTable, type Engine, startEngine } from '../support/engine.ts';

const NOW = '2026-05-01T00:00:00.000Z';
const NEXT_MONTH = '2026-06-01T00:00:00.000Z';
const COURTYARDS = ['cyd_east', 'cyd_west'];

let engine: Engine;
let keeper: Keeper;
let keys = 0;

beforeAll(async () => {
  engine = await startEngine();
  keeper = { districtId: 'gaoxin', table: districtTable(await createTestTable(engine.endpoint), 'gaoxin') };
});
afterAll(() => engine?.stop());

const actor = (role: Role, tenantId: string, id = 'usr_admin'): Actor => ({
  kind: 'user',
  id,
  name: '陈主任',
  grants: [{ role, tenantId }],
});

const people = (
  tenantId: string,
  who: Actor = actor('communityAdministrator', tenantId),
  now = NOW,
): PeopleScope => ({ ...keeper, tenantId, actor: who, now, requestId: 'req_test', from: IN_JOB });

const addUser = (id: string) =>
  createRecord(keeper, 'user', id, { fields: { username: id, name: '王芳' }, names: [], owner: id });

const invite = (scope: PeopleScope, role: Role, courtyardIds?: string[]) => {
  keys += 1;
  const input = { key: `key-${keys}`, name: '王芳', role, ...(courtyardIds && { courtyardIds }) };
  return inviteMember(scope, input, new Map(COURTYARDS.map((id) => [id, `院落 ${id}`])));
};

const accepting = (userId: string, now: string) => ({
  ...{ ...keeper, actor: actor('resident', 'nowhere', userId), now, requestId: 'req_join' },
  from: { channel: 'site' as const },
});

const join = async (code: string | undefined, userId: string, now = NOW) => {
  await addUser(userId).catch(() => {});
  await acceptInvitation(accepting(userId, now), { code: code ?? '', userId });
};

const rolesOf = async (tenantId: string, userId: string) => {
  const { items } = await listMembers(people(tenantId), {});
  return items.find((member) => member.userId === userId)?.roles;
};

describe('an invitation', () => {
  it('gives exactly the role that was offered, once, to whoever takes it', async () => {
    const { code } = await invite(people('tnt_a'), 'timeBankManager');

    await join(code, 'usr_one');
    const again = join(code, 'usr_two');

    await expect(again).rejects.toMatchObject({ code: 'not_found', reason: 'invitationInvalid' });
    expect(await rolesOf('tnt_a', 'usr_one')).toEqual([{ role: 'timeBankManager' }]);
    expect(await rolesOf('tnt_a', 'usr_two')).toBeUndefined();
  });

  it('taken by somebody who is linked to a person of the register leaves the link as it is', async () => {
    const scope = people('tnt_linked');
    const first = await invite(scope, 'resident');
    await join(first.code, 'usr_linked');
    await setRoles(scope, 'usr_linked', [{ role: 'resident' }], [], 'prs_wang');

    const second = await invite(scope, 'resident');
    await join(second.code, 'usr_linked');

    expect(await getMember(scope, 'usr_linked')).toMatchObject({ personId: 'prs_wang' });
  });

  it('is taken by one of many who come at the same moment', async () => {
    const { code } = await invite(people('tnt_rush'), 'staff');
    const users = Array.from({ length: 8 }, (_, i) => `usr_rush${i}`);

    const tries = await Promise.allSettled(users.map((user) => join(code, user)));

    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await listMembers(people('tnt_rush'), {})).items).toHaveLength(1);
  });

  it('is found however its code is typed, and its code is nowhere in the table', async () => {
    const { code = '' } = await invite(people('tnt_typed'), 'staff');

    const found = await findInvitation(keeper, ` ${code.toUpperCase().replaceAll('-', ' ')} `, NOW);

    expect(found).toMatchObject({ name: '王芳', role: 'staff', tenantId: 'tnt_typed' });
    const { items } = await listInvitations(people('tnt_typed'), {});
    expect(JSON.stringify(items)).not.toContain(code);
  });

  it('runs out, and can be taken back while it is open', async () => {
    const scope = people('tnt_b');
    const late = await invite(scope, 'staff');
    const back = await invite(scope, 'staff');
    const taken = await invite(scope, 'staff');
    await join(taken.code, 'usr_taken');

    await withdrawInvitation(scope, back.id);
    const refusals = await Promise.allSettled([
      join(late.code, 'usr_late', NEXT_MONTH),
      join(back.code, 'usr_back'),
      withdrawInvitation(scope, taken.id),
      withdrawInvitation(people('tnt_c'), late.id),
    ]);

    expect(refusals.map((refusal) => refusal.status === 'rejected' && refusal.reason.code)).toEqual([
      'not_found',
      'not_found',
      'conflict',
      'not_found',
    ]);
    const { items } = await listInvitations(people('tnt_b', undefined, NEXT_MONTH), {});
    expect(items.map(({ state }) => state).sort()).toEqual(['accepted', 'expired', 'withdrawn']);
  });

  it('sent twice from one form is one, and shows its code the first time only', async () => {
    const scope = people('tnt_twice');
    const input = { key: 'form-of-today', name: '王芳', role: 'staff' as const };

    const first = await inviteMember(scope, input, new Map());
    const second = await inviteMember(scope, input, new Map());
    const other = inviteMember(scope, { ...input, role: 'secretary' }, new Map());

    expect(second).toEqual({ ...first, code: undefined });
    await expect(other).rejects.toMatchObject({ reason: 'keyReused' });
    expect((await listInvitations(scope, {})).items).toHaveLength(1);
  });

  it('cannot be made by whoever does not manage people there', async () => {
    const refused = await Promise.allSettled([
      invite(people('tnt_a', actor('staff', 'tnt_a')), 'staff'),
      invite(people('tnt_a', actor('communityAdministrator', 'tnt_b')), 'staff'),
      invite(people('*', actor('communityAdministrator', 'tnt_a')), 'districtViewer'),
      invite(people('*', actor('communityAdministrator', '*')), 'districtViewer'),
      invite(people('tnt_a'), 'districtAdministrator'),
      invite(people('tnt_a'), 'gridWorker'),
      invite(people('tnt_a'), 'gridWorker', ['cyd_of_elsewhere']),
    ]);

    expect(refused.map((one) => one.status === 'rejected' && one.reason.reason)).toEqual([
      'notAllowed',
      'notAllowed',
      'notAllowed',
      'notAllowed',
      'roleOfElsewhere',
      'courtyardsRequired',
      'courtyardUnknown',
    ]);
  });
});

describe("a member's roles", () => {
  it('change without touching what they are in another community, and sign them out', async () => {
    await join((await invite(people('tnt_a'), 'staff')).code, 'usr_both');
    await join((await invite(people('tnt_b'), 'gridWorker', ['cyd_west', 'cyd_east'])).code, 'usr_both');
    await openSession(keeper, {
      id: 'ses_both',
      userId: 'usr_both',
      tokenHash: tokenHashOf('both'),
      createdAt: NOW,
    });

    await setRoles(people('tnt_a'), 'usr_both', [{ role: 'secretary' }], COURTYARDS);

    expect(await rolesOf('tnt_a', 'usr_both')).toEqual([{ role: 'secretary' }]);
    expect(await rolesOf('tnt_b', 'usr_both')).toEqual([
      { role: 'gridWorker', courtyardIds: ['cyd_east', 'cyd_west'] },
    ]);
    expect(await findSession(keeper, tokenHashOf('both'))).toBeUndefined();
  });

  it('can be taken away whole, after which they are no member', async () => {
    await join((await invite(people('tnt_d'), 'staff')).code, 'usr_gone');

    await setRoles(people('tnt_d'), 'usr_gone', [], []);

    expect((await listMembers(people('tnt_d'), {})).items).toEqual([]);
    await expect(setRoles(people('tnt_d'), 'usr_gone', [{ role: 'staff' }], [])).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('are never changed by the member', async () => {
    await join((await invite(people('tnt_e'), 'communityAdministrator')).code, 'usr_self');
    const self = people('tnt_e', actor('communityAdministrator', 'tnt_e', 'usr_self'));

    const change = setRoles(self, 'usr_self', [{ role: 'staff' }], []);

    await expect(change).rejects.toMatchObject({ reason: 'notOneself' });
  });
});

describe('a grant', () => {
  const asked = (grants: Grant[]) =>
    may({ kind: 'user', id: 'usr_x', name: '', grants }, 'timebank:write', 'tnt_a');

  it('of a community counts in no other, whatever it is stored as', () => {
    expect(asked([{ role: 'communityAdministrator', tenantId: 'tnt_a' }])).toBe(true);
    expect(asked([{ role: 'communityAdministrator', tenantId: '*' }])).toBe(false);
    expect(asked([{ role: 'communityAdministrator', tenantId: 'tnt_ab' }])).toBe(false);
    expect(asked([{ role: 'districtAdministrator', tenantId: '*' }])).toBe(true);
  });
});
