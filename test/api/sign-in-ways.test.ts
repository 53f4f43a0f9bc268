import { createHook } from 'node:async_hooks';
import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { residentUserId, setDisabled, setGrants } from '@linli/core/identity';
import { type Grant, LinliError } from '@linli/core/kernel';
import { write } from '@linli/core/table';
import { updateCommunity } from '@linli/core/tenancy';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createStaff } from '../../functions/src/auth/app.ts';
import { Persons } from '../../packages/core/src/courtyard/entities.ts';
import { listingOf } from '../../packages/core/src/courtyard/listing.ts';
import { type MeterTotals, meter } from '../../packages/core/src/table/meter.ts';
import { createTestTable, type Engine, startEngine, tenantTable } from '../support/engine.ts';
import { type Device, PASSWORD, SignInDesk } from '../support/sign-in.ts';

const PHONE = '13812345678';

let engine: Engine;
let desk: SignInDesk;
let donghuan: string;

beforeAll(async () => {
  engine = await startEngine();
  desk = new SignInDesk(await createTestTable(engine.endpoint));
  donghuan = await desk.community('donghuan', '东环路社区');
});
afterAll(() => engine?.stop());
beforeEach(() => {
  desk.more = {};
  desk.later(61);
});

const staffHere = (username: string) => desk.staff(username, { role: 'staff', tenantId: donghuan });
const resetOf = (userId: string) => `/communities/donghuan/identity/members/${userId}/second-factor-reset`;
const VOLUNTEERS = '/communities/donghuan/timebank/volunteers';

/** Counts the hashes of passwords and PINs that are really made, whoever makes them. */
async function hashesIn(work: () => Promise<unknown>): Promise<number> {
  let hashes = 0;
  const count = (_: number, type: string) => {
    if (type === 'SCRYPTREQUEST') hashes += 1;
  };
  const hook = createHook({ init: count }).enable();
  try {
    await work();
  } finally {
    hook.disable();
  }
  return hashes;
}

describe('work for a name that nobody has', () => {
  const unknown = [
    [
      'a password',
      '/sign-in',
      { username: 'wang', password: 'wrong guess' },
      { username: 'nobody', password: 'wrong guess' },
    ],
    [
      'an impossible name',
      '/sign-in',
      { username: 'wang', password: 'wrong guess' },
      { username: "x' OR 1=1", password: 'wrong guess' },
    ],
  ] as const;

  it.each(unknown)(
    '%s: is the work for a wrong answer, hash by hash and request by request',
    async (_, path, known, nobody) => {
      await staffHere('wang');
      await desk.device('10.4.0.1').auth('POST', path, known);
      const counted = async (body: object) => {
        const { totals, result } = await metered(() =>
          hashesIn(() => desk.device('10.4.0.1').auth('POST', path, body)),
        );
        return { hashes: result, requests: totals };
      };

      expect(await counted(nobody)).toEqual(await counted(known));
      expect((await counted(known)).hashes).toBe(1);
    },
  );

  it('is the same for a card', async () => {
    const { cardNumber } = await resident('陈奶奶');
    const counted = (number: string) =>
      hashesIn(() => desk.device('10.4.0.2').auth('POST', '/card', { cardNumber: number, pin: '000000' }));

    expect([await counted(cardNumber), await counted('12345674')]).toEqual([1, 1]);
  });

  it('is the same for a phone: the same answer, the same reads and writes, and nobody is written to', async () => {
    await withPhone('zhang', '13911112222');
    const counted = async (phone: string) => {
      const device = desk.device('10.4.0.3');
      const { totals, result } = await metered(() => device.auth('POST', '/code', { phone }));
      return { totals, status: result.status, shape: Object.keys(result.body) };
    };
    await counted('13911112222');

    expect(await counted('13700000000')).toEqual(await counted('13911112222'));
  });
});

async function metered<T>(work: () => Promise<T>) {
  const plain = desk.table.client;
  const metering = meter(plain);
  (desk.table as { client: typeof plain }).client = metering.client;
  (desk as { district: typeof desk.district }).district = new SignInDesk(desk.table).district;
  try {
    const result = await work();
    const { calls, readUnits, writeUnits } = metering.totals() as MeterTotals;
    return { result, totals: { calls, readUnits, writeUnits } };
  } finally {
    (desk.table as { client: typeof plain }).client = plain;
    (desk as { district: typeof desk.district }).district = new SignInDesk(desk.table).district;
  }
}

/** Somebody who has put this phone on their account. */
async function withPhone(username: string, phone = PHONE): Promise<Device> {
  await staffHere(username);
  const device = await desk.signedIn(username);
  const { body } = await device.auth('POST', '/phone/code', { phone });
  await device.auth('POST', '/phone', { ticket: body.ticket, code: await desk.sentCode('*') });
  return device;
}

describe('a code to the phone', () => {
  it('signs in whoever has the phone on their account, once', async () => {
    await withPhone('li');
    const device = desk.device();

    const { body: asked } = await device.auth('POST', '/code', { phone: `+86 ${PHONE}` });
    const code = await desk.sentCode(donghuan);
    const signedIn = await device.auth('POST', '/code/sign-in', { ticket: asked.ticket, code });
    const again = await desk.device().auth('POST', '/code/sign-in', { ticket: asked.ticket, code });

    expect(code).toMatch(/^\d{6}$/);
    expect(signedIn).toMatchObject({ status: 200, body: { user: { name: 'li' } } });
    expect((await device.api('GET', VOLUNTEERS)).status).toBe(200);
    expect(again).toMatchObject({ status: 401, body: { error: { reason: 'codeWrong' } } });
  });

  it('runs out after ten minutes', async () => {
    await withPhone('zhou', '13822220000');
    const device = desk.device();
    const { body } = await device.auth('POST', '/code', { phone: '13822220000' });
    const code = await desk.sentCode(donghuan);

    desk.later(10);

    expect((await device.auth('POST', '/code/sign-in', { ticket: body.ticket, code })).status).toBe(401);
  });

  it('is dead after five wrong guesses, and a stranger without its ticket cannot use them up', async () => {
    await withPhone('wu', '13833330000');
    const [owner, stranger] = [desk.device('10.1.1.1'), desk.device('10.2.2.2')];
    const { body: theirs } = await stranger.auth('POST', '/code', { phone: '13833330000' });
    const { body: own } = await owner.auth('POST', '/code', { phone: '13833330000' });
    const code = await desk.sentCode(donghuan);

    for (let i = 0; i < 6; i++)
      await stranger.auth('POST', '/code/sign-in', { ticket: theirs.ticket, code: `00000${i}` });
    const crossed = await stranger.auth('POST', '/code/sign-in', { ticket: theirs.ticket, code });
    const right = await owner.auth('POST', '/code/sign-in', { ticket: own.ticket, code });

    expect([crossed.status, right.status]).toEqual([401, 200]);
  });

  it('is sent five times an hour at most, however many ask, but a device that knows the account can still get one', async () => {
    const known = await withPhone('zheng', '13844440000');
    const statuses = [];
    for (let i = 0; i < 6; i++) {
      const stranger = desk.device(`10.3.0.${i}`);
      statuses.push((await stranger.auth('POST', '/code', { phone: '13844440000' })).status);
    }

    const owner = await known.auth('POST', '/code', { phone: '13844440000' });

    expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
    expect(owner.status).toBe(202);
  });

  it('puts a phone on one account only', async () => {
    await withPhone('feng', '13855550000');
    const other = await withPhone('chu', '13855550000');

    const { body } = await other.auth('GET', '/account');

    expect(body.phone).toBeUndefined();
  });
});

describe('guessing a password', () => {
  it('from elsewhere does not lock out the device on which the account was signed in before', async () => {
    await staffHere('hong');
    const desktop = await desk.signedIn('hong', '10.5.0.1');
    await desktop.auth('POST', '/sign-out');
    for (let i = 0; i < 11; i++)
      await desk.device(`10.5.1.${i}`).auth('POST', '/sign-in', { username: 'hong', password: 'guess' });

    const stranger = await desk
      .device('10.5.2.1')
      .auth('POST', '/sign-in', { username: 'hong', password: PASSWORD });
    const owner = await desktop.auth('POST', '/sign-in', { username: 'hong', password: PASSWORD });

    expect([stranger.status, owner.status]).toEqual([429, 200]);
  });

  it('is limited on a known device too, and its note is good for no other account', async () => {
    await staffHere('jiang');
    await staffHere('shen');
    const device = await desk.signedIn('jiang', '10.6.0.1');
    const tryAs = (username: string) => device.auth('POST', '/sign-in', { username, password: 'guess' });

    const own = [];
    for (let i = 0; i < 11; i++) own.push((await tryAs('jiang')).status);
    const others = [];
    for (let i = 0; i < 11; i++) others.push((await tryAs('shen')).status);

    expect(own.at(-1)).toBe(429);
    expect(others.at(-1)).toBe(429);
    expect(
      (await desk.device('10.6.0.9').auth('POST', '/sign-in', { username: 'shen', password: PASSWORD }))
        .status,
    ).toBe(429);
  });
});

/** What an authenticator app shows for a secret, at the desk's time. */
async function appCode(secret: string): Promise<string> {
  const plain = new TextDecoder().decode(base32.decode(secret));
  return createOTP(plain).hotp(Math.floor(Date.parse(desk.now) / 30_000));
}

async function enrol(device: Device): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { body: offered } = await device.auth('POST', '/second-factor/offer');
  const code = await appCode(offered.secret);
  const { body } = await device.auth('POST', '/second-factor/confirmation', { offer: offered.offer, code });
  desk.later(1);
  return { secret: offered.secret, recoveryCodes: body.recoveryCodes };
}

describe('the second factor', () => {
  it('is asked for after the password, and until then the session has no rights', async () => {
    await staffHere('han');
    const { secret } = await enrol(await desk.signedIn('han'));
    const device = desk.device();

    const first = await device.auth('POST', '/sign-in', { username: 'han', password: PASSWORD });
    const between = [
      await device.api('GET', VOLUNTEERS),
      await device.auth('GET', '/account'),
      await device.auth('GET', '/session'),
    ];
    const half = device.cookies.get('__Host-linli.session_token');
    const second = await device.auth('POST', '/second-factor', { code: await appCode(secret) });

    expect(first).toMatchObject({ status: 200, body: { next: 'secondFactor' } });
    expect(between.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(second).toMatchObject({ status: 200, body: { user: { name: 'han' } } });
    expect(device.cookies.get('__Host-linli.session_token')).not.toBe(half);
    expect((await device.api('GET', VOLUNTEERS)).status).toBe(200);
  });

  it('takes no code twice, and each recovery code once', async () => {
    await staffHere('yang');
    const { secret, recoveryCodes } = await enrol(await desk.signedIn('yang'));
    const withCode = async (code: string) =>
      (await (await desk.signedIn('yang')).auth('POST', '/second-factor', { code })).status;
    const code = await appCode(secret);
    const [recovery = ''] = recoveryCodes;

    expect(recoveryCodes).toHaveLength(10);
    expect([await withCode(code), await withCode(code)]).toEqual([200, 401]);
    expect([await withCode(recovery.toUpperCase()), await withCode(recovery)]).toEqual([200, 401]);
  });

  it('is in the trail with what was shown: the app, a recovery code, or a code handed over', async () => {
    await desk.staff('boss', { role: 'communityAdministrator', tenantId: donghuan });
    const userId = await staffHere('bai');
    const { secret, recoveryCodes } = await enrol(await desk.signedIn('bai'));
    const boss = await desk.signedIn('boss');
    const show = async (code: string) => {
      await (await desk.signedIn('bai')).auth('POST', '/second-factor', { code });
      const { items } = (await boss.api('GET', `/communities/donghuan/audit/about/${userId}`)).body;
      const said: [string, string][] = items[0].changes
        .map(Object.values)
        .map((of: string[]) => [of[1], of[3]]);
      return [items[0].action, Object.fromEntries(said)];
    };

    const shown = [await show(await appCode(secret)), await show(recoveryCodes[0] ?? '')];
    const { code } = (await boss.api('POST', resetOf(userId))).body;

    expect([...shown, await show(code)]).toEqual([
      ['signIn', { 方式: '密码', 第二步用的是: '验证器' }],
      ['signIn', { 方式: '密码', 第二步用的是: '恢复码' }],
      ['signIn', { 方式: '密码', 第二步用的是: '管理员给的重设口令', 还差: '设置第二步验证' }],
    ]);
  });

  it('set up with the same form again makes no other codes: those that were written down stay good', async () => {
    await staffHere('meng');
    const device = await desk.signedIn('meng');
    const { body: offered } = await device.auth('POST', '/second-factor/offer');
    const form = { offer: offered.offer, code: await appCode(offered.secret) };
    const first = await device.auth('POST', '/second-factor/confirmation', form);
    const again = await device.auth('POST', '/second-factor/confirmation', form);
    const [code = ''] = first.body.recoveryCodes;

    expect([again.status, again.body.error.reason]).toEqual([409, 'offerRunOut']);
    expect((await (await desk.signedIn('meng')).auth('POST', '/second-factor', { code })).status).toBe(200);
  });

  it('cannot be replaced, nor taken off, by whoever has only the password', async () => {
    await staffHere('zhu');
    await enrol(await desk.signedIn('zhu'));
    const thief = await desk.signedIn('zhu', '10.7.0.1');

    const tries = [
      await thief.auth('POST', '/second-factor/offer'),
      await thief.auth('POST', '/second-factor/removal', { code: '000000' }),
      await thief.auth('POST', '/password', { current: PASSWORD, password: 'thief was here' }),
      await thief.auth('POST', '/tokens', {
        name: 't',
        permissions: ['timebank:read'],
        tenantIds: [donghuan],
        days: 1,
      }),
    ];

    expect(tries.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  });

  it('is demanded of administrators where Linli is deployed: nothing is theirs until they have one', async () => {
    desk.more = { secondFactorDemanded: true };
    await desk.staff('admin', { role: 'communityAdministrator', tenantId: donghuan });
    await staffHere('clerk');
    const device = desk.device();

    const first = await device.auth('POST', '/sign-in', { username: 'admin', password: PASSWORD });
    const before = await device.api('GET', VOLUNTEERS);
    await enrol(device);
    const after = await device.api('GET', VOLUNTEERS);
    const removal = await device.auth('POST', '/second-factor/removal', { code: '000000' });
    const clerk = await desk.device().auth('POST', '/sign-in', { username: 'clerk', password: PASSWORD });

    expect(first.body).toEqual({ next: 'enrolment' });
    expect([before.status, after.status]).toEqual([401, 200]);
    expect(removal).toMatchObject({ status: 403, body: { error: { reason: 'secondFactorDemanded' } } });
    expect(clerk.body.user).toBeDefined();
  });

  it('is set up anew with a code that an administrator hands over, and until then a password opens nothing', async () => {
    await desk.staff('head', { role: 'communityAdministrator', tenantId: donghuan });
    const userId = await staffHere('tang');
    const { secret, recoveryCodes } = await enrol(await desk.signedIn('tang'));
    const stillIn = await desk.signedIn('tang');
    await stillIn.auth('POST', '/second-factor', { code: recoveryCodes[0] ?? '' });
    const head = await desk.signedIn('head');

    const reset = await head.api('POST', resetOf(userId));
    const loser = await desk.signedIn('tang', '10.7.0.2');
    const old = [await appCode(secret), recoveryCodes[1] ?? '', 'abcd-efgh-jkmn'];
    const refused = [];
    for (const code of old) refused.push((await loser.auth('POST', '/second-factor', { code })).status);
    const handed = await loser.auth('POST', '/second-factor', { code: reset.body.code.toUpperCase() });
    const between = await loser.api('GET', VOLUNTEERS);
    await enrol(loser);

    expect(reset).toMatchObject({ status: 200, body: { userId } });
    expect((await stillIn.api('GET', VOLUNTEERS)).status).toBe(401);
    expect(refused).toEqual([401, 401, 401]);
    expect(handed.body).toEqual({ next: 'enrolment' });
    expect(between.status).toBe(401);
    expect((await loser.api('GET', VOLUNTEERS)).status).toBe(200);
    const again = await desk.signedIn('tang', '10.7.0.3');
    expect((await again.auth('POST', '/second-factor', { code: reset.body.code })).status).toBe(401);
  });

  it('has a handed-over code for a day, and a password alone is not enough after it either', async () => {
    await desk.staff('head', { role: 'communityAdministrator', tenantId: donghuan });
    const userId = await staffHere('deng');
    await enrol(await desk.signedIn('deng'));
    const { body } = await (await desk.signedIn('head')).api('POST', resetOf(userId));

    desk.later(24 * 60);
    const late = await desk.device().auth('POST', '/sign-in', { username: 'deng', password: PASSWORD });
    const device = await desk.signedIn('deng');

    expect(late.body).toEqual({ next: 'secondFactor' });
    expect((await device.auth('POST', '/second-factor', { code: body.code })).status).toBe(401);
  });

  it('is reset by administrators of the one community alone, and never by its owner', async () => {
    const other = await desk.community('xiqu', '西区社区');
    const headId = await desk.staff('head', { role: 'communityAdministrator', tenantId: donghuan });
    const userId = await desk.staff(
      'roamer',
      ...[donghuan, other].map((tenantId): Grant => ({ role: 'staff', tenantId })),
    );
    const stranger = await desk.staff('stranger', { role: 'staff', tenantId: other });
    const plain = await staffHere('plain');
    const head = await desk.signedIn('head');

    const reasons = [];
    for (const id of [headId, userId, stranger, plain])
      reasons.push((await head.api('POST', resetOf(id))).body.error.reason);

    expect(reasons).toEqual(['notOneself', 'worksElsewhere', 'notFound', 'noSecondFactor']);
  });

  it('sealed with a key that was changed is a wrong code; a recovery code is not, and the operator can end it', async () => {
    await desk.staff('lone', { role: 'districtAdministrator', tenantId: '*' });
    const { secret, recoveryCodes } = await enrol(await desk.signedIn('lone'));
    desk.more = { secret: 'another key of thirty-two letters!', secondFactorDemanded: true };
    const device = await desk.signedIn('lone', '10.7.0.4');
    const wrong = await device.auth('POST', '/second-factor', { code: await appCode(secret) });
    const recovered = await device.auth('POST', '/second-factor', { code: recoveryCodes[0] ?? '' });

    await createStaff(desk.deps(), {
      ...{ username: 'lone', name: 'lone', password: 'a new password', endSecondFactor: true },
      grants: [{ role: 'districtAdministrator', tenantId: '*' }],
    });
    const fresh = await desk
      .device()
      .auth('POST', '/sign-in', { username: 'lone', password: 'a new password' });

    expect(wrong).toMatchObject({ status: 401, body: { error: { reason: 'codeWrong' } } });
    expect(recovered).toMatchObject({ status: 200, body: { user: { name: 'lone' } } });
    expect(fresh.body).toEqual({ next: 'enrolment' });
  });

  it('leaves ten minutes for the second step', async () => {
    await staffHere('qin');
    const { secret } = await enrol(await desk.signedIn('qin'));
    const device = await desk.signedIn('qin');

    desk.later(10);

    expect((await device.auth('POST', '/second-factor', { code: await appCode(secret) })).status).toBe(401);
  });
});

let residents = 0;

/** A person of the community, given a card number and a PIN at the desk. */
async function resident(name: string): Promise<{ cardNumber: string; pin: string; personId: string }> {
  const personId = `prs_resident${++residents}`;
  const created = { createdAt: desk.now, createdBy: 'usr_desk', retired: false, ...listingOf({}) };
  const create = Persons.create({ tenantId: donghuan, id: personId, name, ...created });
  await tenantTable(desk.table, donghuan).commit([write(create, new LinliError('conflict', 'keyReused'))]);
  return card(personId);
}

async function card(personId: string) {
  await staffHere('desk');
  const clerk = await desk.signedIn('desk');
  const { body } = await clerk.api('POST', `/communities/donghuan/courtyard/persons/${personId}/pin`);
  return { ...body, personId };
}

describe('a card number and a PIN', () => {
  it('sign a resident in to what is their own, and to nothing of the office', async () => {
    const { cardNumber, pin } = await resident('陈奶奶');
    const phone = desk.device();

    const signedIn = await phone.auth('POST', '/card', {
      cardNumber: cardNumber.replace(/^.{4}/, '$& '),
      pin,
    });
    const own = await phone.api('GET', '/communities/donghuan/me');

    expect(cardNumber).toMatch(/^\d{8}$/);
    expect(pin).toMatch(/^\d{6}$/);
    expect(signedIn.body).toMatchObject({
      user: { name: '陈奶奶' },
      grants: [{ role: 'resident', tenantId: donghuan }],
    });
    expect(own).toMatchObject({ status: 200, body: { person: { name: '陈奶奶' } } });
    expect((await phone.api('GET', VOLUNTEERS)).status).toBe(403);
  });

  it('set anew at the desk keep the number, kill the old PIN and end what was opened with it', async () => {
    const before = await resident('何爷爷');
    const phone = desk.device();
    await phone.auth('POST', '/card', before);

    const after = await card(before.personId);

    expect(after.cardNumber).toBe(before.cardNumber);
    expect((await phone.api('GET', '/communities/donghuan/me')).status).toBe(401);
    if (after.pin !== before.pin) expect((await phone.auth('POST', '/card', before)).status).toBe(401);
    expect((await phone.auth('POST', '/card', after)).status).toBe(200);
  });

  it('stopped at the desk when the passbook is lost open nothing until set anew, and end what was opened', async () => {
    const lost = await resident('柳奶奶');
    const phone = desk.device();
    await phone.auth('POST', '/card', lost);
    const clerk = await desk.signedIn('desk');
    const person = `/communities/donghuan/courtyard/persons/${lost.personId}`;

    const stopped = await clerk.api('DELETE', `${person}/pin`);
    const again = await clerk.api('DELETE', `${person}/pin`);
    const finder = await desk.device().auth('POST', '/card', lost);

    expect([stopped.status, again.status, finder.status]).toEqual([200, 200, 401]);
    expect((await phone.api('GET', '/communities/donghuan/me')).status).toBe(401);
    const anew = await card(lost.personId);
    expect(anew.cardNumber).toBe(lost.cardNumber);
    await phone.auth('POST', '/card', anew);
    const { items } = (await phone.api('GET', '/communities/donghuan/audit/own')).body;
    expect(items.map(({ action, changes }: Record<string, unknown>) => ({ action, changes }))).toMatchObject([
      { action: 'setSecret', changes: [{ fieldName: '卡号', from: '' }] },
      { action: 'setSecret', changes: [{ fieldName: '卡号', to: '' }] },
      { action: 'setSecret', changes: [{ fieldName: '卡号', from: '' }] },
    ]);
  });

  it('make their owner no member of staff: nothing of the office is done to such an account', async () => {
    const { personId } = await resident('金');
    await desk.staff('head', { role: 'communityAdministrator', tenantId: donghuan });
    const head = await desk.signedIn('head');
    const member = `/communities/donghuan/identity/members/${residentUserId('gaoxin', donghuan, personId)}`;
    const answers = [
      await head.api('GET', member),
      await head.api('PUT', `${member}/disabled`, { disabled: true }),
      await head.api('PUT', `${member}/roles`, { roles: [{ role: 'staff' }] }),
      await head.api('POST', `${member}/password-reset`),
      await head.api('POST', `${member}/second-factor-reset`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  });

  it('open a session of a week, where one of staff ends after a working day', async () => {
    const phone = desk.device();
    await phone.auth('POST', '/card', await resident('华'));
    const clerk = await desk.signedIn('desk');
    const statuses = async () => [
      (await phone.api('GET', '/communities/donghuan/me')).status,
      (await clerk.api('GET', VOLUNTEERS)).status,
    ];

    desk.later(12 * 60);
    const nextDay = await statuses();
    desk.later(6.5 * 24 * 60);

    expect(nextDay).toEqual([200, 401]);
    expect(await statuses()).toEqual([401, 401]);
  });

  it('sent twice with the same form stay what was shown first, and the passbook stays right', async () => {
    const { personId } = await resident('孔');
    const clerk = await desk.signedIn('desk');
    const send = () =>
      clerk.api('POST', `/communities/donghuan/courtyard/persons/${personId}/pin`, undefined, {
        key: 'form-of-kong',
      });

    const first = await send();
    const phone = desk.device();
    await phone.auth('POST', '/card', first.body);
    const again = await send();

    expect([first.status, again.status, again.body.error.reason]).toEqual([201, 409, 'pinShown']);
    expect((await phone.api('GET', '/communities/donghuan/me')).status).toBe(200);
    expect((await desk.device().auth('POST', '/card', first.body)).status).toBe(200);
  });

  it('let residents see who looked at or changed their own record, by name and not by address', async () => {
    const known = await resident('曹');
    const phone = desk.device();
    await phone.auth('POST', '/card', known);

    const { status, body } = await phone.api('GET', '/communities/donghuan/audit/own');

    expect(status).toBe(200);
    expect(body.items[0]).toMatchObject({ actorName: 'desk', action: 'setSecret', noun: 'person' });
    expect(JSON.stringify(body)).not.toMatch(/10\.0\.0|address/);
  });

  it('let them read it page by page, what the control plane knows and what the community knows in one order', async () => {
    const { personId } = await resident('严');
    const clerk = await desk.signedIn('desk');
    const persons = `/communities/donghuan/courtyard/persons/${personId}`;
    await clerk.api('POST', `${persons}/consents`, { way: 'desk' });
    const phone = desk.device();
    await phone.auth('POST', '/card', await card(personId));

    const seen: { at: string; action: string }[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const cursor = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const { body } = await phone.api('GET', `/communities/donghuan/audit/own?limit=1${cursor}`);
      expect(body.items).toHaveLength(1);
      seen.push(...body.items);
      next = body.next;
    }

    expect(seen.map(({ action }) => action)).toEqual(['setSecret', 'consent', 'setSecret']);
    expect(seen.map(({ at }) => at)).toEqual(
      seen
        .map(({ at }) => at)
        .toSorted()
        .reverse(),
    );
    // In UTC, which says so.
    for (const { at } of seen) expect(at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('gone with an erased person, leave who had looked and who had set them by name', async () => {
    const { personId } = await resident('阮');
    const persons = `/communities/donghuan/courtyard/persons/${personId}`;
    await desk.staff('head', { role: 'communityAdministrator', tenantId: donghuan });
    const head = await desk.signedIn('head');
    await head.api('POST', `${persons}/reveal`, { fields: ['phone'], reason: '上门前联系' });

    const erased = await head.api('POST', `${persons}/erasure`, { reason: '本人申请', name: '阮' });
    const { body } = await head.api('GET', `/communities/donghuan/audit/about/${personId}`);

    expect(erased.status).toBe(200);
    const told = body.items.map(({ action, actorName, changes }: Record<string, unknown>) => ({
      action,
      actorName,
      changes,
    }));
    expect(told).toContainEqual({ action: 'reveal', actorName: 'head', changes: [] });
    expect(told).toContainEqual({ action: 'setSecret', actorName: 'desk', changes: [] });
  });

  it('are shown to nobody again: neither is in the table in clear', async () => {
    const { pin, personId } = await resident('吕');
    const clerk = await desk.signedIn('desk');

    const person = await clerk.api('GET', `/communities/donghuan/courtyard/persons/${personId}`);

    expect(JSON.stringify(person.body)).not.toContain(pin);
  });
});

describe('a way in that a community has switched off', () => {
  it('is refused at the door, and a session opened with it loses its rights there with the next request', async () => {
    const { cardNumber, pin } = await resident('施');
    const phone = desk.device();
    await phone.auth('POST', '/card', { cardNumber, pin });
    const open = await phone.api('GET', '/communities/donghuan/me');

    await updateCommunity(desk.system(), 'donghuan', { signInWays: ['password'] });
    const next = await phone.api('GET', '/communities/donghuan/me');
    const again = await desk.device().auth('POST', '/card', { cardNumber, pin });
    await updateCommunity(desk.system(), 'donghuan', {
      signInWays: ['password', 'code', 'card'],
    });

    expect([open.status, next.status]).toEqual([200, 403]);
    expect(again).toMatchObject({ status: 403, body: { error: { reason: 'wayNotOffered' } } });
  });
});

describe('what is logged of refusals', () => {
  const linesOf = async (work: () => Promise<unknown>) => {
    desk.logged.length = 0;
    await work();
    return desk.logged.map(({ requestId: _, ...line }) => line);
  };

  it('is every failed try to sign in, by which way and from where, and never what was typed', async () => {
    const device = desk.device('10.10.0.1');

    const lines = await linesOf(async () => {
      await device.auth('POST', '/sign-in', {
        username: 'secret-in-the-wrong-box',
        password: 'typed secret',
      });
      await device.auth('POST', '/card', { cardNumber: '1234 5674', pin: '123456' });
    });

    const line = { level: 'warn', event: 'accessRefused', code: 'unauthenticated', method: 'POST' };
    expect(lines).toEqual([
      { ...line, reason: 'wrongCredentials', route: '/auth/sign-in', address: '10.10.0.1' },
      { ...line, reason: 'wrongCard', route: '/auth/card', address: '10.10.0.1' },
    ]);
  });

  it('is what somebody asked for and may not do, and that they asked too often; not a page that asks to sign in', async () => {
    const userId = await desk.staff('chang', { role: 'teacher', tenantId: donghuan });
    const device = await desk.signedIn('chang', '10.10.0.2');

    const lines = await linesOf(async () => {
      await device.api('GET', '/communities/donghuan/identity/members/usr_someone');
      await desk.device().api('GET', VOLUNTEERS);
      await desk.device().auth('GET', '/session');
      for (let i = 0; i < 11; i++)
        await desk.device(`10.10.1.${i}`).auth('POST', '/sign-in', { username: 'chang', password: 'guess' });
    });

    expect(lines.filter(({ reason }) => reason !== 'wrongCredentials')).toEqual([
      {
        ...{ level: 'warn', event: 'accessRefused', code: 'forbidden', reason: 'notAllowed', method: 'GET' },
        route: '/api/v1/communities/:community/identity/members/:userId',
        ...{ actorId: userId, address: '10.10.0.2' },
      },
      {
        ...{ level: 'warn', event: 'accessRefused', code: 'rate_limited', reason: 'tooManyTries' },
        ...{ method: 'POST', route: '/auth/sign-in', address: '10.10.1.10' },
      },
    ]);
  });
});

describe('a token for programs', () => {
  const wanted = () => ({ name: '周报', permissions: ['timebank:read'], tenantIds: [donghuan], days: 30 });

  it('does what it was made for and nothing else, and its text is nowhere in the table', async () => {
    await staffHere('kong');
    const device = await desk.signedIn('kong');
    const { body: made } = await device.auth('POST', '/tokens', wanted());
    const program = desk.device();

    const read = await program.api('GET', VOLUNTEERS, undefined, { bearer: made.token });
    const other = await program.api('GET', '/communities/donghuan/learning/courses', undefined, {
      bearer: made.token,
    });
    const write = await program.api(
      'POST',
      '/communities/donghuan/timebank/service-records',
      {},
      { bearer: made.token },
    );
    const { body: listed } = await device.auth('GET', '/tokens');

    expect(made.token).toMatch(/^linli_[0-9a-z]{26}_[0-9a-f]{50}$/);
    expect([read.status, other.status, write.status]).toEqual([200, 403, 403]);
    expect(JSON.stringify(listed)).not.toContain(made.token);
    expect(listed.items).toMatchObject([{ name: '周报', permissions: ['timebank:read'] }]);
  });

  it('is made once by a form that is sent twice', async () => {
    await staffHere('wan');
    const device = await desk.signedIn('wan');
    const form = {
      name: '周报',
      days: 7,
      permissions: ['timebank:read'],
      tenantIds: [donghuan],
      key: 'form-of-wan',
    };

    const first = await device.auth('POST', '/tokens', form);
    const again = await device.auth('POST', '/tokens', form);

    expect([first.status, again.status, again.body.error.reason]).toEqual([201, 409, 'tokenShown']);
    expect((await device.auth('GET', '/tokens')).body.items).toHaveLength(1);
  });

  it('cannot be made for what its maker may not do', async () => {
    await staffHere('cao');
    const device = await desk.signedIn('cao');

    const beyond = await device.auth('POST', '/tokens', { ...wanted(), permissions: ['identity:write'] });
    const elsewhere = await device.auth('POST', '/tokens', { ...wanted(), tenantIds: ['*'] });

    expect([beyond.body.error.reason, elsewhere.body.error.reason]).toEqual([
      'tokenBeyondMaker',
      'tokenBeyondMaker',
    ]);
  });

  it.each([
    ['it is revoked', async (device: Device, id: string) => device.auth('DELETE', `/tokens/${id}`)],
    [
      'its maker loses the role',
      async (_: Device, __: string, userId: string) => setGrants(desk.system(), userId, []),
    ],
    [
      'its maker is disabled',
      async (_: Device, __: string, userId: string) =>
        setDisabled({ ...desk.system(), tenantId: '*' }, userId, true),
    ],
    ['it runs out', async () => desk.later(30 * 24 * 60)],
  ])('is a stranger’s with the next request after %s', async (why, happens) => {
    const userId = await staffHere(`token${why.length}`);
    const device = await desk.signedIn(`token${why.length}`);
    const { body: made } = await device.auth('POST', '/tokens', wanted());
    const ask = async () =>
      (await desk.device().api('GET', VOLUNTEERS, undefined, { bearer: made.token })).status;
    const before = await ask();

    await happens(device, made.id, userId);

    expect(before).toBe(200);
    expect([401, 403]).toContain(await ask());
  });

  it('opens no door of the account itself', async () => {
    await staffHere('yan');
    const device = await desk.signedIn('yan');
    const { body: made } = await device.auth('POST', '/tokens', wanted());
    const program = desk.device();
    program.cookies.set('__Host-linli.session_token', made.token);

    expect((await program.auth('GET', '/account')).status).toBe(401);
  });
});
