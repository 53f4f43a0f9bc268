import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type ConsoleSite, signedIn, startConsoleSite } from './console-site.ts';
import { expectReadable } from './readable.ts';

const NAME = '于娟红';
const PASSWORD = 'magnolia by the west gate';

let site: ConsoleSite;
let browser: Browser;
let office: Page;

// Nothing here needs script.
const newContext = () => browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });

beforeAll(async () => {
  [site, browser] = await Promise.all([startConsoleSite({ demo: true }), launchBrowser()]);
  await site.addAdministrator('shequ', 'donghuan');
  office = await signedIn(await newContext(), site.origin, '/console/donghuan/people', 'shequ');
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const main = (page: Page) => page.locator('main').textContent();

/** The link that the page shows to whoever invites somebody. */
async function invitation(desk: Page, place: string, name: string, role: string): Promise<string> {
  await desk.goto(`${site.origin}${place}/people`);
  await desk.getByLabel('姓名').fill(name);
  await desk.getByLabel('角色').selectOption(role);
  await desk.getByRole('button', { name: '邀请', exact: true }).click();
  return (await desk.locator('dl a').getAttribute('href')) ?? '';
}

async function joined(context: BrowserContext, link: string, username: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(link);
  const form = page.locator('section form');
  await form.locator('input[name=username]').fill(username);
  await form.locator('input[name=password]').fill(PASSWORD);
  await form.getByRole('button').click();
  return page;
}

describe('an invitation that was withdrawn', () => {
  it('stays in the list with the time until which it would have been good', async () => {
    await invitation(office, '/console/donghuan', '谭丽', 'staff');
    await office.goto(`${site.origin}/console/donghuan/people`);
    await office.getByRole('button', { name: '撤回给谭丽的邀请' }).click();
    expect(await office.locator('details li', { hasText: '谭丽' }).textContent()).toMatch(
      /已撤回 有效至 \d{4}-\d\d-\d\d \d\d:\d\d · 邀请人 社区管理员/,
    );
  });
});

describe('somebody who is signed in and accepts an invitation', () => {
  it('is led to where they were invited, and not to where they start otherwise', async () => {
    await site.addViewer('quban', '区办小林');
    const link = await invitation(office, '/console/donghuan', '小林', 'staff');
    const page = await signedIn(await newContext(), site.origin, '/district', 'quban');
    await page.goto(link);
    await page.getByRole('button', { name: '用现在的账号接受' }).click();
    expect(new URL(page.url()).pathname).toBe('/console/donghuan');

    await office.goto(`${site.origin}/console/donghuan/people`);
    await office.getByRole('link', { name: '区办小林' }).click();
    expect(await main(office)).toContain('区办小林在别处也有工作');
    expect(await office.getByText(/^(重设密码|重设第二步验证|停用账号)$/).count()).toBe(0);
    expect(await office.getByText('移出这里').count()).toBeGreaterThan(0);
  });
});

describe('a resident who accepts an invitation', () => {
  it('is told to come to the desk until their account is linked to them, and sees their own record after that', async () => {
    const link = await invitation(office, '/console/donghuan', '于阿姨', 'resident');
    const page = await joined(await newContext(), link, 'yuayi');
    expect(new URL(page.url()).pathname).toBe('/donghuan/me');
    expect(await main(page)).toContain('您的账号还没有关联到居民本人，请带身份证到社区前台办理');
    await page.getByRole('link', { name: '看社区的公开页面' }).click();
    expect(new URL(page.url()).pathname).toBe('/donghuan');

    await office.goto(`${site.origin}/console/donghuan/people`);
    await office.getByRole('link', { name: '于阿姨' }).click();
    const member = office.url();
    expect(await main(office)).toContain('没有找到叫“于阿姨”的居民');
    await office.getByLabel('居民姓名').fill(NAME);
    await office.getByRole('button', { name: '查找' }).click();
    await office
      .getByRole('button', { name: `关联到${NAME}` })
      .first()
      .click();
    expect(await main(office)).toContain('账号已关联到居民本人');

    await page.goto(`${site.origin}/sign-in?next=/donghuan/me`);
    await page.locator('input[name=username]').fill('yuayi');
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.locator('form:has(input[name=password]) button').click();
    expect(await main(page)).toMatch(new RegExp(`${NAME}[^]*谁看过、改过我的记录`));

    await office.goto(member);
    expect(await main(office)).toContain(`已关联到${NAME}`);
    await office.getByRole('button', { name: '取消关联' }).click();
    await office.goto(member);
    expect(await main(office)).toContain('还没有关联到居民本人');
  });

  it('is a page of the office that reads well', async () => {
    const context = await browser.newContext({ bypassCSP: true, locale: 'zh-CN' });
    const reader = await signedIn(context, site.origin, '/console/donghuan/people', 'shequ');
    await reader.getByRole('link', { name: '于阿姨' }).click();
    await expectReadable(reader, `${reader.url()}?person=${NAME}`);
    await context.close();
  });
});
