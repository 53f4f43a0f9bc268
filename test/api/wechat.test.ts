import { updateCommunity } from '@linli/core/tenancy';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { chosenWechat } from '../../functions/src/auth/wechat-settings.ts';
import { createTestTable, type Engine, startEngine } from '../support/engine.ts';
import { type Device, ORIGIN, SignInDesk } from '../support/sign-in.ts';

const SETTINGS = { appId: 'wx0123456789abcdef', appSecret: 'a secret of the tests' };
const VOLUNTEERS = '/communities/donghuan/timebank/volunteers';

let engine: Engine;
let desk: SignInDesk;
let donghuan: string;
/** What WeChat was asked for, and who it says comes with a code. */
let asked: URL[];
const PEOPLE: Record<string, object> = {
  'code-of-ma': { openid: 'open-ma', unionid: 'union-ma' },
  'code-of-he': { openid: 'open-he' },
};

beforeAll(async () => {
  engine = await startEngine();
  desk = new SignInDesk(await createTestTable(engine.endpoint));
  donghuan = await desk.community('donghuan', '东环路社区');
});
afterAll(() => engine?.stop());
beforeEach(() => {
  desk.more = { wechat: SETTINGS };
  desk.later(61);
  asked = [];
  const real = globalThis.fetch;
  // WeChat stands outside: here it answers as its documentation says (网站应用微信登录开发指南).
  vi.stubGlobal('fetch', async (input: string | URL | Request, init?: RequestInit) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.hostname !== 'api.weixin.qq.com') return real(input, init);
    asked.push(url);
    const who = PEOPLE[url.searchParams.get('code') ?? ''];
    const tokens = { access_token: 't', expires_in: 7200, refresh_token: 'r', scope: 'snsapi_login' };
    return Response.json(who ? { ...tokens, ...who } : { errcode: 40029, errmsg: 'invalid code' });
  });
});
afterEach(() => vi.unstubAllGlobals());

/** Goes to WeChat and comes back with a code, as a browser does. */
async function there(device: Device, purpose: 'signIn' | 'link', code: string, state?: string) {
  const { body } = await device.auth('POST', '/wechat/start', { purpose, next: '/donghuan/me' });
  const carried = new URL(body.address).searchParams.get('state');
  return device.auth('POST', '/wechat/return', { code, state: state ?? carried });
}

async function linked(username: string, code: string): Promise<Device> {
  await desk.staff(username, { role: 'staff', tenantId: donghuan });
  const device = await desk.signedIn(username);
  expect((await there(device, 'link', code)).body).toEqual({ linked: true });
  return device;
}

describe('WeChat', () => {
  it('is no route at all where the deployment is not registered there', async () => {
    desk.more = {};
    const device = desk.device();

    const answers = [
      await device.auth('POST', '/wechat/start', { purpose: 'signIn' }),
      await device.auth('POST', '/wechat/return', { code: 'c', state: 's' }),
      await device.auth('DELETE', '/wechat'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it('is asked at its own address, in the name of the office, and sends people back to the site', async () => {
    const { body } = await desk.device().auth('POST', '/wechat/start', { purpose: 'signIn' });
    const address = new URL(body.address);

    expect(address.origin + address.pathname).toBe('https://open.weixin.qq.com/connect/qrconnect');
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      appid: SETTINGS.appId,
      redirect_uri: `${ORIGIN}/sign-in/wechat/return`,
      scope: 'snsapi_login',
    });
    expect(address.searchParams.get('state')?.length).toBeLessThanOrEqual(128);
  });

  it('signs in whoever has linked it, and sends them on where they were going', async () => {
    await linked('ma', 'code-of-ma');
    const device = desk.device('10.9.0.1');

    const { status, body } = await there(device, 'signIn', 'code-of-ma');

    expect([status, body.user.name, body.goOn]).toEqual([200, 'ma', '/donghuan/me']);
    expect((await device.api('GET', VOLUNTEERS)).status).toBe(200);
    expect(asked.at(-1)?.searchParams.get('secret')).toBe(SETTINGS.appSecret);
  });

  it('makes no account for somebody who has none, and says what to do', async () => {
    const { status, body } = await there(desk.device('10.9.0.2'), 'signIn', 'code-of-he');

    expect(status).toBe(401);
    expect(body.error).toMatchObject({ reason: 'wechatUnknown' });
  });

  it('is on one account; taken off, it signs nobody in and can go on another', async () => {
    const first = await linked('he', 'code-of-he');
    await desk.staff('other', { role: 'staff', tenantId: donghuan });
    const other = await desk.signedIn('other');

    const taken = await there(other, 'link', 'code-of-he');
    await first.auth('DELETE', '/wechat');
    const gone = await there(desk.device('10.9.0.3'), 'signIn', 'code-of-he');
    const moved = await there(other, 'link', 'code-of-he');

    expect(taken.body.error.reason).toBe('wechatTaken');
    expect(gone.status).toBe(401);
    expect(moved.body).toEqual({ linked: true });
    expect((await other.auth('GET', '/account')).body.wechat).toBe(true);
  });

  it('comes back to the browser that went, with the state it took along, once and within ten minutes', async () => {
    const device = desk.device('10.9.0.4');
    const { body } = await device.auth('POST', '/wechat/start', { purpose: 'signIn' });
    const state = new URL(body.address).searchParams.get('state') ?? '';
    const back = { code: 'code-of-ma', state };

    const elsewhere = await desk.device('10.9.0.5').auth('POST', '/wechat/return', back);
    const forged = await there(desk.device('10.9.0.6'), 'signIn', 'code-of-ma', 'state of somebody else');
    const right = await device.auth('POST', '/wechat/return', back);
    const again = await device.auth('POST', '/wechat/return', back);
    await device.auth('POST', '/wechat/start', { purpose: 'signIn' });
    desk.later(10);
    const late = await device.auth('POST', '/wechat/return', back);

    expect([elsewhere, forged, right, again, late].map(({ status }) => status)).toEqual([
      409, 409, 200, 409, 409,
    ]);
  });

  it('cannot be linked to the account of whoever follows a link, nor by one who signed in long ago', async () => {
    await desk.staff('victim', { role: 'staff', tenantId: donghuan });
    await desk.staff('attacker', { role: 'staff', tenantId: donghuan });
    const [victim, attacker] = [await desk.signedIn('victim'), await desk.signedIn('attacker')];
    const { body } = await attacker.auth('POST', '/wechat/start', { purpose: 'link' });
    const state = new URL(body.address).searchParams.get('state');
    // Even with the attacker's own cookie planted in the victim's browser.
    victim.cookies.set('__Host-linli.wechat', attacker.cookies.get('__Host-linli.wechat') ?? '');
    const crossed = await victim.auth('POST', '/wechat/return', { code: 'code-of-he', state });
    desk.later(15);
    const late = await attacker.auth('POST', '/wechat/start', { purpose: 'link' });

    expect(crossed.status).toBe(409);
    expect((await victim.auth('GET', '/account')).body.wechat).toBe(false);
    expect(late.body.error.reason).toBe('signInAgain');
  });

  it('that does not say who it was is refused, and neither code nor secret is in the log', async () => {
    desk.logged.length = 0;
    const { status, body } = await there(desk.device('10.9.0.7'), 'signIn', 'a wrong code');

    expect([status, body.error.reason]).toEqual([401, 'wechatRefused']);
    expect(desk.logged.map(({ level, event }) => [level, event])).toEqual([
      ['warn', undefined],
      ['warn', 'accessRefused'],
    ]);
    expect(JSON.stringify(desk.logged)).not.toMatch(/a wrong code|a secret of the tests/);
  });

  it('is asked a limited number of times from one place', async () => {
    const device = desk.device('10.9.0.8');
    const statuses = [];
    for (let i = 0; i < 61; i++) statuses.push((await there(device, 'signIn', 'a wrong code')).status);

    expect(statuses.at(-1)).toBe(429);
    expect(asked).toHaveLength(60);
  });

  it('opens nothing in a community that does not offer it', async () => {
    await updateCommunity(desk.system(), 'donghuan', { signInWays: ['password'] });

    const { body } = await there(desk.device('10.9.0.9'), 'signIn', 'code-of-ma');
    await updateCommunity(desk.system(), 'donghuan', { signInWays: ['password', 'wechat'] });

    expect(body.error.reason).toBe('wayNotOffered');
  });
});

describe('the settings of WeChat', () => {
  it('are both or none', () => {
    expect(chosenWechat({})).toBeUndefined();
    expect(chosenWechat({ WECHAT_APP_ID: 'a', WECHAT_APP_SECRET: 'b' })).toEqual({
      appId: 'a',
      appSecret: 'b',
    });
    expect(() => chosenWechat({ WECHAT_APP_ID: 'a' })).toThrow('WECHAT_APP_SECRET');
  });
});
