import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type ConsoleSite, signedIn, startConsoleSite } from './console-site.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { width: 360, height: 740 };

let site: ConsoleSite;
let browser: Browser;
let now = Date.parse('2026-05-01T02:00:00Z');

/** Goes on by itself: an answer is taken only to a question newer than the last. */
function clock(): string {
  now += 10;
  return new Date(now).toISOString();
}

beforeAll(async () => {
  [site, browser] = await Promise.all([startConsoleSite({ demo: false, clock }), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

/** What a phone with a screen lock is to a browser. */
const OWN_AUTHENTICATOR = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  automaticPresenceSimulation: true,
} as const;

/** A phone with a screen lock that keeps passkeys, as DevTools lets a browser have one. */
async function phoneWithPasskeys(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    bypassCSP: true,
    locale: 'zh-CN',
    // A button on its way from pale to red has a contrast of its own.
    reducedMotion: 'reduce',
    viewport: PHONE,
  });
  const page = await signedIn(context, site.origin, '/account');
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...OWN_AUTHENTICATOR, isUserVerified: true },
  });
  return { context, page };
}

async function axe(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate('axe.run()')) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** What an authenticator app shows for a secret, at the site's time. */
function appCode(secret: string): Promise<string> {
  const plain = new TextDecoder().decode(base32.decode(secret));
  return createOTP(plain).hotp(Math.floor(now / 30_000));
}

const overflow = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

describe('a passkey in a browser', () => {
  it('is added on the account page, signs its owner in on the sign-in page, and is taken off', async () => {
    const { context, page } = await phoneWithPasskeys();
    await page.getByRole('link', { name: '设置' }).nth(1).click();
    await page.waitForURL('**/account/passkeys');
    await page.getByLabel('名称').fill('我的手机');
    await page.getByRole('button', { name: '添加通行密钥' }).click();
    await page.waitForURL('**/account/passkeys?done=added');
    expect(await page.locator('main').textContent()).toContain('我的手机');
    expect(await axe(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);

    // A device that has one already says so.
    await page.getByLabel('名称').fill('再来一把');
    await page.getByRole('button', { name: '添加通行密钥' }).click();
    await page.getByText('这台设备上已经有您的通行密钥').waitFor();

    await page.goto(`${site.origin}/account`);
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.goto(`${site.origin}/sign-in?next=/district/people`);
    await page.getByRole('link', { name: '通行密钥' }).click();
    // It cannot be pressed, and is pale, until the page has seen what the device can do.
    await page.locator('button:enabled', { hasText: '用通行密钥登录' }).waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.getByRole('button', { name: '用通行密钥登录' }).click();
    await page.waitForURL('**/district/people');

    await page.goto(`${site.origin}/account/passkeys`);
    await page.getByRole('button', { name: '去掉 我的手机' }).click();
    await page.waitForURL('**/account/passkeys?done=removed');
    await context.clearCookies();
    await page.goto(`${site.origin}/sign-in/passkey`);
    await page.getByRole('button', { name: '用通行密钥登录' }).click();
    await page.getByText('没有认出这把通行密钥').waitFor();
    await context.close();
  });

  it('asks for signing in once more when that was long ago, and comes back to the page', async () => {
    const { context, page } = await phoneWithPasskeys();
    now += 20 * 60_000;
    for (const path of ['/account/passkeys', '/account/phone']) {
      await page.goto(site.origin + path);
      expect(await page.locator('main').textContent()).toContain('请先重新登录一次');
      expect(await page.locator('main input:not([type=hidden])').count()).toBe(0);
    }
    await page.goto(`${site.origin}/account/passkeys`);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('link', { name: '重新登录' }).click();
    await page.locator('input[name=username]').fill('district');
    await page.locator('input[name=password]').fill('correct horse battery');
    await page.locator('form:has(input[name=password]) button').click();
    await page.waitForURL('**/account/passkeys');
    expect(await page.getByLabel('名称').count()).toBe(1);
    await context.close();
  });

  it('that a person gives up on is no dead end: what to do stands there, and the form can be sent again', async () => {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: PHONE });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await page.goto(`${site.origin}/sign-in/passkey`);
    await page.waitForLoadState('networkidle');
    await page.getByRole('button', { name: '用通行密钥登录' }).click();
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: { ...OWN_AUTHENTICATOR, isUserVerified: false },
    });
    await page.getByText('没有完成').waitFor();
    expect(await page.getByRole('link', { name: '用户名和密码' }).count()).toBe(1);
    await context.close();
  });

  it('needs a script, and a page without one says so and leads on', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN', viewport: PHONE });
    const page = await context.newPage();
    await page.goto(`${site.origin}/sign-in/passkey`);
    const said = await page.locator('main').textContent();
    expect(said).toContain('通行密钥要用到浏览器脚本');
    expect(await page.getByRole('link', { name: '用户名和密码' }).count()).toBe(1);
    await context.close();
  });
});

describe('a forgotten password', () => {
  it('is replaced, without a script, with a code that an administrator reads out', async () => {
    await site.addViewer('wangfang', '王芳');
    const office = await browser.newContext({ bypassCSP: true, locale: 'zh-CN', viewport: PHONE });
    const desk = await signedIn(office, site.origin, '/district/people');
    await desk.getByRole('link', { name: '王芳' }).click();
    await desk.locator('summary', { hasText: '重设密码' }).click();
    await desk.getByLabel('我已确认是本人提出的').first().check();
    await desk.getByRole('button', { name: '重设密码' }).click();
    const code = (await desk.locator('.code').textContent()) ?? '';
    expect(await axe(desk)).toEqual([]);
    expect(await overflow(desk)).toBe(0);

    const own = { bypassCSP: true, locale: 'zh-CN', viewport: PHONE, javaScriptEnabled: false };
    const context = await browser.newContext(own);
    const page = await context.newPage();
    await page.goto(`${site.origin}/sign-in`);
    await page.getByRole('link', { name: '忘记密码' }).click();
    await page.getByLabel('用户名').fill('wangfang');
    await page.getByLabel('口令').fill(code.slice(0, -1));
    await page.locator('input[name=password]').fill('west gate magnolia');
    await page.getByRole('button', { name: '设新密码并登录' }).click();
    expect(await page.locator('main').textContent()).toContain('用户名和口令对不上');
    expect(await page.getByLabel('用户名').inputValue()).toBe('wangfang');
    expect(await overflow(page)).toBe(0);
    await page.getByLabel('口令').fill(code);
    await page.locator('input[name=password]').fill('west gate magnolia');
    await page.getByRole('button', { name: '设新密码并登录' }).click();
    await page.waitForURL('**/district');
    await context.close();

    await desk.goto(`${site.origin}/district/audit?action=resetSecret`);
    expect(await desk.locator('tbody').textContent()).toContain('王芳');
    await office.close();
  });
});

describe('an authenticator', () => {
  it('is set up after a wrong code with the square still there, and switched off with a code', async () => {
    await site.addViewer('lijuan', '李娟');
    const context = await browser.newContext({ bypassCSP: true, locale: 'zh-CN', viewport: PHONE });
    const page = await signedIn(context, site.origin, '/account/second-factor', 'lijuan');
    const secret = (await page.locator('.secret').textContent())?.replaceAll(' ', '') ?? '';
    await page.locator('input[name=code]').fill('000000');
    await page.getByRole('button', { name: '确认' }).click();
    await page.getByText('验证码不对').first().waitFor();
    expect((await page.locator('.secret').textContent())?.replaceAll(' ', '')).toBe(secret);
    expect(await page.getByAltText('给验证器扫描的方码').count()).toBe(1);
    expect(await axe(page)).toEqual([]);

    await page.locator('input[name=code]').fill(await appCode(secret));
    await page.getByRole('button', { name: '确认' }).click();
    await page.getByText('第二步验证已设置好').waitFor();
    const [recovery = ''] = await page.locator('.codes li').allTextContents();

    await page.goto(`${site.origin}/account/second-factor`);
    expect(await axe(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.locator('summary', { hasText: '关闭第二步验证' }).click();
    await page.getByLabel('验证码').first().fill('not a code');
    await page.getByRole('button', { name: '关闭第二步验证' }).click();
    await page.getByText('验证码不对').first().waitFor();
    await page.getByLabel('验证码').first().fill(recovery);
    await page.getByRole('button', { name: '关闭第二步验证' }).click();
    await page.waitForURL('**/account?done=saved');
    await context.close();
  });
});
