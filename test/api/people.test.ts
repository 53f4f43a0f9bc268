import { listMembers } from '@linli/core/identity';
import type { Grant } from '@linli/core/kernel';
import { OutgoingMessages } from '@linli/core/messaging';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestTable, type Engine, startEngine } from '../support/engine.ts';
import { cookieIn, type Office, openOffice, PASSWORD } from '../support/office.ts';

const ORIGIN = 'https://linli.example';
const NOW = '2026-05-01T08:00:00.000Z';

let engine: Engine;
let office: Office;
let donghuan: string;
let xihuan: string;
let administrator: string;

beforeAll(async () => {
  engine = await startEngine();
  office = openOffice(await createTestTable(engine.endpoint), { origin: ORIGIN, now: NOW });
  donghuan = await office.community('donghuan', '东环路社区');
  xihuan = await office.community('xihuan', '西环路社区');
  await office.staff('wangfang', '王芳', [{ role: 'communityAdministrator', tenantId: donghuan }]);
  administrator = await office.cookieOf('wangfang');
});
afterAll(() => engine?.stop());

const PEOPLE = '/communities/donghuan/identity';

const messagesOf = (tenantId: string) =>
  office.district.all(OutgoingMessages, OutgoingMessages.query.byId({ districtId: 'gaoxin', tenantId }));

describe('an invitation that is sent', () => {
  it('queues one message with its link, and the same form sent twice queues no other', async () => {
    const wanted = { name: '刘洋', role: 'staff', send: { channel: 'sms', to: '138 1234 5678' } };

    const made = await office.api('POST', `${PEOPLE}/invitations`, administrator, wanted, 'form-liu-yang');
    const again = await office.api('POST', `${PEOPLE}/invitations`, administrator, wanted, 'form-liu-yang');

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

    const refused = await office.api(
      'POST',
      `${PEOPLE}/invitations`,
      administrator,
      wanted,
      'form-no-address',
    );

    const { body } = await office.api('GET', `${PEOPLE}/invitations`, administrator);
    expect(refused.status).toBe(422);
    expect(refused.body.error).toMatchObject({ field: 'to' });
    expect(body.items.filter(({ name }: { name: string }) => name === '刘')).toEqual([]);
  });
});

describe('an account', () => {
  it('that works in this community only is disabled by its administrator, at once and in sight', async () => {
    const userId = await office.staff('zhou', '周', [{ role: 'staff', tenantId: donghuan }]);
    const cookie = await office.cookieOf('zhou');

    const disabled = await office.api('PUT', `${PEOPLE}/members/${userId}/disabled`, administrator, {
      disabled: true,
    });

    const member = await office.api('GET', `${PEOPLE}/members/${userId}`, administrator);
    expect(disabled.status).toBe(200);
    expect(member.body).toMatchObject({ name: '周', disabled: true });
    expect((await office.auth('GET', '/auth/session', cookie)).status).toBe(401);
    expect(
      (await office.auth('POST', '/auth/sign-in', '', { username: 'zhou', password: PASSWORD })).status,
    ).toBe(403);
  });

  it('that works elsewhere too is for the district office to disable', async () => {
    const both: Grant[] = [donghuan, xihuan].map((tenantId) => ({ role: 'staff', tenantId }));
    const userId = await office.staff('zhao', '赵', both);

    const refused = await office.api('PUT', `${PEOPLE}/members/${userId}/disabled`, administrator, {
      disabled: true,
    });
    await office.staff('quzhang', '区长', [{ role: 'districtAdministrator', tenantId: '*' }]);
    const district_ = await office.cookieOf('quzhang');
    const done = await office.api('PUT', `/district/identity/members/${userId}/disabled`, district_, {
      disabled: true,
    });

    const asked = async (cookie: string) =>
      (await office.api('GET', `${PEOPLE}/members/${userId}`, cookie)).body.worksElsewhere;
    expect([await asked(administrator), await asked(district_)]).toEqual([true, false]);
    expect(refused.body.error).toMatchObject({ code: 'forbidden', reason: 'worksElsewhere' });
    expect(done.status).toBe(200);
    for (const tenantId of [donghuan, xihuan]) {
      const { items } = await listMembers({ ...office.system(), tenantId }, {});
      expect(items.find((member) => member.userId === userId)).toMatchObject({ disabled: true });
    }
  });

  it('of another community looks as if it were not there', async () => {
    const userId = await office.staff('sun', '孙', [{ role: 'staff', tenantId: xihuan }]);

    const asked = await office.api('GET', `${PEOPLE}/members/${userId}`, administrator);
    const disabled = await office.api('PUT', `${PEOPLE}/members/${userId}/disabled`, administrator, {
      disabled: true,
    });
    const unknown = await office.api('GET', `${PEOPLE}/members/usr_nobody`, administrator);

    expect([asked.status, disabled.status, unknown.status]).toEqual([404, 404, 404]);
  });

  it('that is signed in takes an invitation with one press and goes on in a new session', async () => {
    const before = await office.staff('qian', '钱', [{ role: 'staff', tenantId: xihuan }]);
    const cookie = await office.cookieOf('qian');
    const wanted = { name: '钱', role: 'courseManager' };
    const { body } = await office.api('POST', `${PEOPLE}/invitations`, administrator, wanted, 'form-qian');

    const accepted = await office.auth('POST', '/auth/invitation/accept', cookie, { code: body.code });

    const renewed = cookieIn(accepted);
    expect(await accepted.json()).toMatchObject({
      user: { id: before },
      joined: { community: 'donghuan', role: 'courseManager' },
    });
    expect((await office.auth('GET', '/auth/session', cookie)).status).toBe(401);
    expect((await office.api('GET', '/communities/donghuan/learning/courses', renewed)).status).toBe(200);
  });
});

describe('a new password', () => {
  it('asks for the present one, puts every other device out and goes on in a new session', async () => {
    await office.staff('wu', '吴', []);
    const [desk, phone] = [await office.cookieOf('wu'), await office.cookieOf('wu')];

    const wrong = await office.auth('POST', '/auth/password', desk, {
      current: 'guess',
      password: 'another password',
    });
    const changed = await office.auth('POST', '/auth/password', desk, {
      current: PASSWORD,
      password: 'another password',
    });

    const at = async (cookie: string) => (await office.auth('GET', '/auth/session', cookie)).status;
    expect((await wrong.json()).error).toMatchObject({ field: 'current', reason: 'currentPasswordWrong' });
    expect([await at(desk), await at(phone), await at(cookieIn(changed))]).toEqual([401, 401, 200]);
    expect(await office.cookieOf('wu')).toBe('');
    expect(await office.cookieOf('wu', 'another password')).not.toBe('');
  });
});
