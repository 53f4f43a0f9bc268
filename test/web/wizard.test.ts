import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type ConsoleSite, signedIn, startConsoleSite } from './console-site.ts';

const LEDGERS = fileURLToPath(new URL('../../packages/core/demo/donghuan/', import.meta.url));
const workbooks = readdirSync(LEDGERS)
  .filter((name) => name.endsWith('.xlsx'))
  .map((name) => LEDGERS + name);

const A_MINUTE = { timeout: 120_000 };

describe('the wizard of the district office', () => {
  let site: ConsoleSite;
  let browser: Browser;

  beforeAll(async () => {
    [site, browser] = await Promise.all([startConsoleSite({ demo: false }), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  it('brings a community in from its twelve ledgers without any JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, '/district');

    await page.getByRole('link', { name: '新建社区' }).first().click();
    await page.getByLabel('社区名称').fill('东环路社区');
    await page.getByRole('button', { name: '下一步' }).click();
    // Nobody is given an address they have not seen: the form comes back with the suggestion and what was typed.
    expect(await page.getByLabel('网址名').inputValue()).toBe('donghuanlu');
    expect(await page.getByLabel('社区名称').inputValue()).toBe('东环路社区');
    await page.getByLabel('联系方式').fill('社区服务大厅');
    await page.getByRole('button', { name: '下一步' }).click();

    await page.locator('input[type=file]').setInputFiles(workbooks);
    await page.getByRole('button', { name: '上传' }).click();
    await page.getByText('16 张表都认出来了').waitFor(A_MINUTE);
    await page.getByRole('button', { name: '预检' }).click();
    await page.getByText('3485 行可以导入，0 行有问题').waitFor(A_MINUTE);

    await page.getByRole('button', { name: '开始开通' }).click();
    await page.getByText('已开通').first().waitFor(A_MINUTE);
    await page.getByText('都准备好了').waitFor();
    await page.getByRole('link', { name: '看居民看到的页面' }).click();
    expect(new URL(page.url()).pathname).toBe('/donghuanlu');
    const said = await page.locator('main').textContent();
    for (const figure of ['东环路社区', '612', '6,300']) expect(said).toContain(figure);
    await context.close();
  });

  it('asks which ledger an unknown sheet is, and reads it as it is told', async () => {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, '/console/donghuanlu/importing');

    await page.getByRole('button', { name: '新的导入' }).click();
    await page.waitForURL('**/files');
    const text = '甲,乙,丙\n某某室,三楼,20\n另一室,二楼,12\n';
    const file = { name: '杂项.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: '上传' }).click();
    await page.getByText('有 1 张表没有认出来').waitFor(A_MINUTE);

    await page.locator('select[name=kind]').selectOption('rooms');
    await page.locator('input[name=headerRow]').fill('1');
    await page.getByRole('button', { name: '保存并重新识别' }).click();
    await page.getByText('1 张表都认出来了').waitFor(A_MINUTE);
    await page.getByText('查看或改正列的对应').click();
    await page.locator('select[name="column.A"]').selectOption('name');
    await page.locator('select[name="column.B"]').selectOption('floor');
    await page.getByRole('button', { name: '保存并重新识别' }).click();
    await page.waitForLoadState();
    await page.getByRole('button', { name: '预检' }).click();
    await page.getByText('2 行可以导入，0 行有问题').waitFor(A_MINUTE);
    await context.close();
  });

  it('refuses a file that is not what its name says, in a sentence beside the file', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, '/console/donghuanlu/importing');

    await page.getByRole('button', { name: '新的导入' }).click();
    const file = { name: '台账.xlsx', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n...') };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: '上传' }).click();
    await page.getByRole('alert').first().waitFor();
    expect(await page.getByRole('alert').first().textContent()).toMatch(/PDF/i);
    await context.close();
  });
});
