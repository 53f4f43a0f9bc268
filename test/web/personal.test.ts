import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type ConsoleSite, signedIn, startConsoleSite } from './console-site.ts';
import { expectReadable } from './readable.ts';

const NAME = '于娟红';

let site: ConsoleSite;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [site, browser] = await Promise.all([startConsoleSite({ demo: true }), launchBrowser()]);
  await site.addAdministrator('shequ', 'donghuan');
  // Nothing here needs script.
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
  page = await signedIn(context, site.origin, '/console/donghuan/courtyard/persons', 'shequ');
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const person = async () => {
  await page.goto(`${site.origin}/console/donghuan/courtyard/persons?search=${NAME}`);
  await page.getByRole('link', { name: NAME }).first().click();
};
const main = () => page.locator('main').textContent();

describe('a person’s data in the console', () => {
  it('are masked, and shown whole to who says why, which their history says', async () => {
    await person();
    expect(await page.title()).not.toContain(NAME);
    expect(await main()).toMatch(/199\*{4}\d{4}/);
    expect(await main()).not.toMatch(/199\d{8}/);

    await page.getByText('查看完整号码').click();
    await page.getByLabel('为什么要看').fill('上门前联系');
    await page.getByRole('button', { name: '显示' }).click();

    expect(await main()).toMatch(/完整号码（已记录）[\s\S]*199\d{8}/);
    expect(await page.locator('section', { hasText: '查看和修改记录' }).textContent()).toContain(
      '上门前联系',
    );
  });

  it('have pages that can be read at a desk, on a phone and by a screen reader', async () => {
    await person();
    const { pathname } = new URL(page.url());
    const context = await browser.newContext({ bypassCSP: true, locale: 'zh-CN' });
    const reader = await signedIn(context, site.origin, pathname, 'shequ');
    const persons = '/console/donghuan/courtyard/persons';
    for (const path of [
      pathname,
      `${pathname}/export`,
      `${pathname}/erasure`,
      `${persons}/find`,
      `${persons}/erased`,
    ])
      await expectReadable(reader, site.origin + path);
    await context.close();
  });

  it('keep what they agreed to, until it is withdrawn', async () => {
    await person();
    await page.getByText('记录本人同意', { exact: true }).click();
    await page.getByRole('button', { name: '记录同意' }).click();
    expect(await main()).toMatch(/同意（当面），社区管理员 记录/);

    await page.locator('summary', { hasText: '撤回同意' }).click();
    await page.getByRole('button', { name: '撤回同意' }).click();
    expect(await main()).toMatch(/撤回（当面）/);
  });

  it('are no more opened with a passbook that the desk has stopped', async () => {
    await person();
    await page.locator('summary', { hasText: '停用存折登录' }).click();
    await page.getByRole('button', { name: '停用存折登录' }).click();
    expect(await main()).toContain('存折登录已停用。再设置一次登录密码就恢复');
  });

  it('can be handed over on a page to print, and as a file', async () => {
    await person();
    await page.getByRole('link', { name: '导出本人的全部信息' }).click();
    await page.getByLabel('原因').fill('本人书面申请');
    await page.getByRole('button', { name: '打开可打印的页面' }).click();
    expect(await main()).toMatch(/199\d{8}/);
    expect(await main()).toContain('服务记录');

    await page.getByRole('link', { name: '再导出一次' }).click();
    await page.getByLabel('原因').fill('本人书面申请');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载文件' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^prs_\w+\.json$/);
  });

  it('are erased by who types the name again, and the person is gone while the totals stand', async () => {
    await person();
    const address = page.url();
    await page.getByRole('link', { name: '清除个人信息' }).click();
    const erase = async (name: string) => {
      await page.getByLabel('原因').fill('本人书面申请');
      await page.getByLabel('照着输入姓名').fill(name);
      await page.getByLabel('已核对本人的申请').check();
      await page.getByRole('button', { name: '清除，不能恢复' }).click();
    };

    await erase('别人');
    expect(await main()).toContain('姓名和这位居民的不一致');
    expect(await page.getByLabel('原因').inputValue()).toBe('本人书面申请');
    await erase(NAME);

    expect(await main()).toMatch(/共改写 \d+ 条记录，删除 2 份导入的原表格/);
    expect((await page.goto(address))?.status()).toBe(404);
    await page.goto(`${site.origin}/console/donghuan/audit`);
    expect(await page.locator('tbody').textContent()).toContain('清除个人信息');
    expect(await page.locator(`tbody a[href="${new URL(address).pathname}"]`).count()).toBe(0);
    // Within the console, with its menu.
    expect(await page.getByRole('link', { name: '坝坝会' }).count()).toBe(1);
    await page.goto(`${site.origin}/donghuan`);
    expect(await main()).toContain('612');
  });
});
