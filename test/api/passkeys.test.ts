import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { setDisabled } from '@linli/core/identity';
import { updateCommunity } from '@linli/core/tenancy';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Authenticator } from '../support/authenticator.ts';
import { createTestTable, type Engine, startEngine } from '../support/engine.ts';
import { type Device, ORIGIN, PASSWORD, SignInDesk } from '../support/sign-in.ts';

const VOLUNTEERS = '/communities/donghuan/timebank/volunteers';
const HERE = { origin: ORIGIN };

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

/** Puts the passkey of a device on the account of whoever is signed in; answers what the server said. */
async function register(device: Device, authenticator: Authenticator, answering = HERE) {
  const { body } = await device.auth('POST', '/passkeys/offer', {});
  const answer = authenticator.make(body.options, answering);
  return device.auth('POST', '/passkeys', { ticket: body.ticket, name: '我的手机', answer });
}

/** Signs in with a passkey on another device. */
async function signIn(
  authenticator: Authenticator,
  answering: Parameters<Authenticator['answer']>[1] = HERE,
) {
  const device = desk.device('10.8.0.1');
  const { body } = await device.auth('POST', '/passkey/offer', {});
  const shown = { ticket: body.ticket, answer: authenticator.answer(body.options, answering) };
  return { device, shown, said: await device.auth('POST', '/passkey', shown) };
}

async function withPasskey(
  username: string,
): Promise<{ device: Device; authenticator: Authenticator; userId: string }> {
  const userId = await desk.staff(username, { role: 'staff', tenantId: donghuan });
  const device = await desk.signedIn(username);
  const authenticator = new Authenticator();
  await register(device, authenticator);
  return { device, authenticator, userId };
}

describe('a passkey', () => {
  it('signs its owner in, without a name, and is two things shown: no second step is asked', async () => {
    desk.more = { secondFactorDemanded: true };
    const { authenticator } = await withPasskey('zhao');

    const { device, said } = await signIn(authenticator);

    expect(said).toMatchObject({ status: 200, body: { user: { name: 'zhao' } } });
    expect((await device.api('GET', VOLUNTEERS)).status).toBe(200);
  });

  it('suffices for an administrator who has a second factor as well', async () => {
    await desk.staff('admin', { role: 'communityAdministrator', tenantId: donghuan });
    const device = await desk.signedIn('admin');
    const { body: offered } = await device.auth('POST', '/second-factor/offer');
    const secret = new TextDecoder().decode(base32.decode(offered.secret));
    const code = await createOTP(secret).hotp(Math.floor(Date.parse(desk.now) / 30_000));
    await device.auth('POST', '/second-factor/confirmation', { offer: offered.offer, code });
    const authenticator = new Authenticator();
    expect((await register(device, authenticator)).status).toBe(201);

    const { said } = await signIn(authenticator);

    expect(said.body.user).toMatchObject({ name: 'admin' });
  });

  it('is listed to its owner by name and day, and nothing else of it leaves', async () => {
    const { device } = await withPasskey('qian');

    const { body } = await device.auth('GET', '/account');

    expect(body.passkeys).toEqual([
      { id: expect.stringMatching(/^pky_/), name: '我的手机', since: expect.any(String) },
    ]);
  });

  it('answers one question once, also when the answer is sent twice at the same moment', async () => {
    const { authenticator } = await withPasskey('sun');
    const { shown } = await signIn(authenticator);
    const again = await desk.device().auth('POST', '/passkey', shown);
    const { body } = await desk.device().auth('POST', '/passkey/offer', {});
    const fresh = { ticket: body.ticket, answer: authenticator.answer(body.options, HERE) };

    const both = await Promise.all([
      desk.device('10.8.1.1').auth('POST', '/passkey', fresh),
      desk.device('10.8.1.2').auth('POST', '/passkey', fresh),
    ]);

    expect(again).toMatchObject({ status: 401, body: { error: { reason: 'passkeyRefused' } } });
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('is refused when another site asked, when nothing opened it, and when it was copied', async () => {
    const { authenticator } = await withPasskey('li');
    authenticator.counter = 7;
    await signIn(authenticator);

    const phished = await signIn(authenticator, { origin: 'https://linli.example.evil.test' });
    const unopened = await signIn(authenticator, { ...HERE, verified: false });
    authenticator.counter = 6;
    const copied = await signIn(authenticator);
    authenticator.counter = 8;
    const right = await signIn(authenticator);

    expect([phished, unopened, copied, right].map(({ said }) => said.status)).toEqual([401, 401, 401, 200]);
  });

  it('answers the question it was asked, within five minutes, and no ticket of another kind', async () => {
    const { device, authenticator } = await withPasskey('zhou');
    const ask = async () => (await desk.device().auth('POST', '/passkey/offer', {})).body;
    const [one, other] = [await ask(), await ask()];
    const crossed = { ticket: other.ticket, answer: authenticator.answer(one.options, HERE) };
    const { body: making } = await device.auth('POST', '/passkeys/offer', {});
    const { body: factor } = await device.auth('POST', '/second-factor/offer');
    const statusOf = async (shown: object) => (await desk.device().auth('POST', '/passkey', shown)).status;

    const answers = [
      await statusOf(crossed),
      await statusOf({ ticket: making.ticket, answer: authenticator.answer(making.options, HERE) }),
      await statusOf({ ticket: factor.offer, answer: authenticator.answer(one.options, HERE) }),
      await statusOf({ ticket: 'none of ours', answer: authenticator.answer(one.options, HERE) }),
    ];
    const late = await ask();
    desk.later(5);

    expect(answers).toEqual([401, 409, 409, 409]);
    expect(await statusOf({ ticket: late.ticket, answer: authenticator.answer(late.options, HERE) })).toBe(
      409,
    );
    // The ticket of a passkey in the making is no offer of a second factor either.
    const confirmed = await device.auth('POST', '/second-factor/confirmation', {
      offer: making.ticket,
      code: '000000',
    });
    expect(confirmed.body.error.reason).toBe('offerRunOut');
  });

  it('that nobody has is refused with the words of a wrong one', async () => {
    const { authenticator } = await withPasskey('wu');
    const unknown = await signIn(new Authenticator());
    const wrong = await signIn(authenticator, { origin: 'https://elsewhere.test' });

    expect(unknown.said.status).toBe(401);
    expect(unknown.said.body.error.message).toBe(wrong.said.body.error.message);
  });

  it.each([
    [
      'is gone with the next sign-in once it is taken off',
      async (device: Device) => {
        const { body } = await device.auth('GET', '/account');
        await device.auth('DELETE', `/passkeys/${body.passkeys[0].id}`);
      },
    ],
    [
      'signs nobody in whose account is disabled',
      async (_: Device, userId: string) => {
        await setDisabled({ ...desk.system(), tenantId: donghuan }, userId, true);
      },
    ],
  ])('%s', async (what, end) => {
    const { device, authenticator, userId } = await withPasskey(`gone${what.length}`);
    await end(device, userId);

    const { said } = await signIn(authenticator);

    expect([401, 403]).toContain(said.status);
    expect(said.body.user).toBeUndefined();
  });

  it('is on one account, once, and at most ten are', async () => {
    const { device, authenticator } = await withPasskey('zheng');
    const other = await desk.signedIn('zhao');

    const twice = [await register(device, authenticator), await register(other, authenticator)];
    const more = [];
    for (let i = 0; i < 10; i++) more.push((await register(device, new Authenticator())).status);

    expect(twice.map(({ body }) => body.error.reason)).toEqual(['passkeyTaken', 'passkeyTaken']);
    expect(more).toEqual([...Array(9).fill(201), 422]);
  });

  it('is made and taken off only a moment after signing in', async () => {
    const { device } = await withPasskey('feng');
    const { body } = await device.auth('GET', '/account');
    desk.later(15);

    const late = [
      await device.auth('POST', '/passkeys/offer', {}),
      await device.auth('DELETE', `/passkeys/${body.passkeys[0].id}`),
      await device.auth('DELETE', '/phone'),
      await device.auth('POST', '/phone/code', { phone: '13812345678' }),
    ];

    expect(late.map((one) => one.body.error.reason)).toEqual(Array(4).fill('signInAgain'));
    expect((await device.auth('GET', '/account')).body.fresh).toBe(false);
    await device.auth('POST', '/sign-in', { username: 'feng', password: PASSWORD });
    expect((await device.auth('POST', '/passkeys/offer', {})).status).toBe(200);
  });

  it("is nobody else's to take off, and cannot be made with somebody else's ticket", async () => {
    const { device } = await withPasskey('chen');
    const other = await desk.signedIn('zhao');
    const { body: theirs } = await device.auth('GET', '/account');
    const { body: offered } = await device.auth('POST', '/passkeys/offer', {});
    const answer = new Authenticator().make(offered.options, HERE);

    const taken = await other.auth('DELETE', `/passkeys/${theirs.passkeys[0].id}`);
    const made = await other.auth('POST', '/passkeys', { ticket: offered.ticket, name: 'x', answer });

    expect([taken.status, made.status]).toEqual([404, 401]);
  });

  it('ends with a second factor that an administrator resets: both were on the phone that was lost', async () => {
    await desk.staff('head', { role: 'communityAdministrator', tenantId: donghuan });
    const { device, authenticator, userId } = await withPasskey('chu');
    const { body: offered } = await device.auth('POST', '/second-factor/offer');
    const secret = new TextDecoder().decode(base32.decode(offered.secret));
    const code = await createOTP(secret).hotp(Math.floor(Date.parse(desk.now) / 30_000));
    await device.auth('POST', '/second-factor/confirmation', { offer: offered.offer, code });
    const head = await desk.signedIn('head');

    await head.api('POST', `/communities/donghuan/identity/members/${userId}/second-factor-reset`);

    expect((await signIn(authenticator)).said.status).toBe(401);
    // And its owner can put it on again.
    expect((await register(await desk.signedIn('zhao'), authenticator)).status).toBe(201);
  });

  it('opens nothing in a community that does not offer passkeys', async () => {
    const { authenticator } = await withPasskey('wei');
    await updateCommunity(desk.system(), 'donghuan', { signInWays: ['password'] });

    const { said } = await signIn(authenticator);
    await updateCommunity(desk.system(), 'donghuan', { signInWays: ['password', 'passkey'] });

    expect(said).toMatchObject({ status: 403, body: { error: { reason: 'wayNotOffered' } } });
  });

  it.each([
    ['no answer', { ticket: 'x' }],
    ['an answer without an id', { ticket: 'x', answer: { response: {} } }],
    ['a text', { ticket: 'x', answer: 'text' }],
  ])('%s is bad input', async (_, body) => {
    expect((await desk.device().auth('POST', '/passkey', body)).status).toBe(422);
  });

  it.each([
    {},
    { clientDataJSON: '', authenticatorData: '', signature: '' },
    { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA' },
    { clientDataJSON: 7, authenticatorData: null },
  ])('answering with %j is refused, and no fault of ours', async (response) => {
    const { device, authenticator } = await withPasskey(`odd${JSON.stringify(response).length}`);
    const { body: question } = await desk.device().auth('POST', '/passkey/offer', {});
    const { body: making } = await device.auth('POST', '/passkeys/offer', {});
    const { credentialId: id } = authenticator;
    const answer = { id, rawId: id, type: 'public-key', response };

    const shown = await desk.device().auth('POST', '/passkey', { ticket: question.ticket, answer });
    const made = await device.auth('POST', '/passkeys', { ticket: making.ticket, name: 'x', answer });

    expect([shown.status, made.status]).toEqual([401, 401]);
  });
});
