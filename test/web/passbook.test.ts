import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type ConsoleSite, signedIn, startConsoleSite } from './console-site.ts';
import { expectReadable } from './readable.ts';

const HOME = '/console/donghuan';

describe('the passbooks of a community', () => {
  let site: ConsoleSite;
  let browser: Browser;

  beforeAll(async () => {
    [site, browser] = await Promise.all([startConsoleSite({ demo: true }), launchBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  /** Opens the passbook of the first enterprise's card. */
  async function enterprise(page: Page): Promise<string> {
    await page.goto(`${site.origin}${HOME}/timebank/cards?figure=enterpriseCards`);
    await page.locator('main tbody th a').first().click();
    await page.getByRole('link', { name: '打开存折' }).click();
    await page.getByRole('heading', { level: 1, name: '的存折' }).waitFor();
    return page.url();
  }

  const said = (page: Page) => page.locator('main').textContent();

  it('of a volunteer begins with what the ledgers brought, and says so', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, `${HOME}/timebank/volunteers`);
    await page.locator('main tbody th a').first().click();
    await page.getByRole('link', { name: '打开存折' }).click();

    expect(await page.locator('main tbody tr').count()).toBe(1);
    expect(await page.locator('main tbody').textContent()).toContain('台账导入');
    await page.getByRole('link', { name: '台账导入' }).click();
    expect(new URL(page.url()).pathname).toMatch(/^\/console\/donghuan\/importing\/imp_/);
    await context.close();
  });

  it('take points in and give them, without a script; what was wrong comes back as it was typed', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, HOME);
    const passbook = await enterprise(page);

    await page.getByRole('link', { name: '发放积分' }).click();
    await page.getByLabel('多少积分').fill('200');
    await page.getByLabel('为什么').fill('赞助大米 20 袋');
    await page.getByRole('button', { name: '发放' }).click();
    expect(page.url()).toBe(passbook);

    await page.getByRole('link', { name: '转出积分' }).click();
    await page.getByLabel('转给谁').fill('于');
    await page.getByRole('button', { name: '查找' }).click();
    await page.locator('main ul a').first().click();
    await page.getByLabel('多少积分').fill('300');
    await page.getByLabel('为什么').fill('春节慰问');
    await page.getByRole('button', { name: '转出' }).click();
    expect(await said(page)).toContain('余额不足');
    expect(await page.getByLabel('为什么').inputValue()).toBe('春节慰问');
    await page.getByLabel('多少积分').fill('一百');
    await page.getByRole('button', { name: '转出' }).click();
    expect(await page.getByLabel('多少积分').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('多少积分').inputValue()).toBe('一百');
    await page.getByLabel('多少积分').fill('120');
    await page.getByRole('button', { name: '转出' }).click();
    expect(page.url()).toBe(passbook);
    expect(await page.locator('main dl').textContent()).toContain('80');

    // The stream prints a moment later.
    await expect
      .poll(async () => {
        await page.reload();
        return page.locator('main tbody tr').count();
      })
      .toBe(2);
    const [newest, oldest] = await page.locator('main tbody tr').allTextContents();
    expect(newest).toMatch(/转账.*春节慰问.*于.*-120.*80/s);
    expect(oldest).toMatch(/发放.*赞助大米 20 袋.*200.*200/s);
    await context.close();
  });

  it('lead to each entry, which can be taken back once, with a reason', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, `${HOME}/timebank/points-entries`);
    expect(await page.locator('main tbody tr').count()).toBe(2);
    await page.getByRole('row', { name: '转账' }).getByRole('link').first().click();
    await page.getByText('冲正这笔').first().click();
    await page.getByLabel('为什么冲正').fill('转错了人');
    await page.getByRole('button', { name: '冲正这笔' }).click();
    expect(await said(page)).toContain('转错了人');
    expect(await page.getByText('冲正这笔').count()).toBe(0);

    await page.goto(`${site.origin}${HOME}/timebank/points-entries`);
    expect(await page.locator('main tbody').textContent()).toContain('已冲正');
    await context.close();
  });

  it('have points put aside, which are handed over once to whoever is found, without a script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, HOME);
    const from = (await enterprise(page)).split('/').at(-1);
    const entries = `${site.origin}/api/v1/communities/donghuan/timebank/points-entries`;
    const headers = { 'idempotency-key': 'a-hold-of-the-test', origin: site.origin };
    const held = await context.request.post(`${entries}/holds`, {
      headers,
      data: { from, points: 20, reason: '预订大米' },
    });

    await page.goto(`${site.origin}${HOME}/timebank/points-entries/${(await held.json()).id}`);
    await page.getByRole('link', { name: '交付冻结的积分' }).click();
    await page.getByLabel('交付给谁').fill('于');
    await page.getByRole('button', { name: '查找' }).click();
    await page.locator('main ul a').first().click();
    await page.getByLabel('多少积分').fill('21');
    await page.getByRole('button', { name: '交付冻结的积分' }).click();
    expect(await page.getByLabel('多少积分').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('多少积分').fill('15');
    await page.getByRole('button', { name: '交付冻结的积分' }).click();

    expect(await said(page)).toContain('预订大米');
    await page.getByRole('link', { name: '积分流水' }).last().click();
    expect(await page.getByRole('link', { name: '交付冻结的积分' }).count()).toBe(0);
    await context.close();
  });

  it('pay for goods at the desk, a step a page, without a script; what is taken back goes back to the shelf', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, HOME);
    const volunteer = await richVolunteer(page);

    await page.getByRole('link', { name: '兑换台' }).click();
    await page.getByLabel('谁来兑换').fill(volunteer);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '要兑换什么' }).waitFor();
    const left = await leftOf(page);
    await goodsOn(page).fill('999');
    await page.keyboard.press('Enter');
    await page.getByText('的库存不够了').waitFor();
    expect(await page.getByRole('button', { name: '确认兑换' }).count()).toBe(0);
    await goodsOn(page).fill('1');
    await page.getByRole('button', { name: '算一算' }).click();
    await page.getByRole('button', { name: '确认兑换' }).click();
    await page.getByRole('heading', { name: '的兑换凭条' }).waitFor();
    expect(await page.getByLabel('下一位').count()).toBe(1);

    await page.getByRole('link', { name: '看这笔流水' }).click();
    expect(await said(page)).toContain('兑换的东西');
    await page.getByText('冲正这笔').first().click();
    await page.getByLabel('为什么冲正').fill('拿错了');
    await page.getByRole('button', { name: '冲正这笔' }).click();
    await page.goto(`${site.origin}${HOME}/timebank/desk?search=${encodeURIComponent(volunteer)}`);
    expect(await leftOf(page)).toBe(left);
    await context.close();
  });

  it('leave a shelf that is counted, with a reason; a count that came too late is not saved', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, `${HOME}/timebank/catalogue-items`);
    await page.getByRole('row', { name: '实物' }).first().getByRole('link').first().click();
    const other = await context.newPage();
    await other.goto(page.url());
    for (const [one, counted] of [
      [page, '41'],
      [other, '40'],
    ] as const) {
      await one.getByText('盘点库存').first().click();
      await one.getByLabel('实际有多少').fill(counted);
      await one.getByLabel('为什么不一样').fill('月底盘点');
      await one.getByRole('button', { name: '记下盘点' }).click();
    }
    expect(await other.locator('main').textContent()).toContain('刚刚被别人改过');
    expect(await other.getByLabel('实际有多少').inputValue()).toBe('40');
    await page.reload();
    expect(await page.locator('main dl').textContent()).toContain('41');
    await context.close();
  });

  /** The first goods on the desk's shelf of which there are some, and what it says of how many. */
  const goodsField = (page: Page) => page.locator('.field', { hasText: /库存：[1-9]/ }).first();
  const goodsOn = (page: Page) => goodsField(page).locator('input');
  const leftOf = (page: Page) => goodsField(page).textContent();

  /** Gives a volunteer points enough, and answers their number. */
  async function richVolunteer(page: Page): Promise<string> {
    await page.goto(`${site.origin}${HOME}/timebank/volunteers`);
    const number = (await page.locator('main tbody th a').nth(3).textContent()) ?? '';
    await page.locator('main tbody th a').nth(3).click();
    await page.getByRole('link', { name: '打开存折' }).click();
    await page.getByRole('link', { name: '发放积分' }).click();
    await page.getByLabel('多少积分').fill('500');
    await page.getByLabel('为什么').fill('结余转入');
    await page.getByRole('button', { name: '发放' }).click();
    await page.getByRole('heading', { level: 1, name: '的存折' }).waitFor();
    return number.trim();
  }

  it('can be read at a desk, on a phone and by a screen reader, and taken along as a file', async () => {
    const context = await browser.newContext({ bypassCSP: true, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, HOME);
    const passbook = await enterprise(page);
    const id = passbook.split('/').at(-1);
    const entries = `${site.origin}${HOME}/timebank/points-entries`;
    const desk = `${site.origin}${HOME}/timebank/desk`;
    for (const address of [
      passbook,
      desk,
      `${desk}?holder=${id}`,
      entries,
      `${entries}/new?from=${id}`,
      `${entries}/new?kind=issue&to=${id}`,
    ])
      await expectReadable(page, address);
    await page.goto(entries);
    const first = await page.locator('main tbody th a').first().getAttribute('href');
    await expectReadable(page, site.origin + first);

    const csv = await (await context.request.get(`${passbook}/rows.csv`)).text();
    expect(csv.split('\r\n')[0]).toContain('日期,序号,类型,说明,对方,积分,余额');
    expect(csv.trim().split('\r\n')).toHaveLength(6);
    await context.close();
  });

  it('go by a list, whose wrong lines come back by number, and by a gift that two holders sign', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, `${HOME}/timebank/points-lists`);
    await page.getByRole('link', { name: '按名单发积分' }).click();
    await page.getByLabel('名单', { exact: true }).fill('编号,姓名,积分\nDH0001,陈贵强,5\nDH9999,某人,5');
    await page.getByLabel('为什么').fill('年终奖励');
    await page.getByRole('button', { name: '逐行核对' }).click();
    await page.getByText('有 1 行要改').waitFor();
    expect(await page.locator('main tbody tr').first().textContent()).toMatch(/3.*DH9999.*没有这个编号/s);
    await page.getByLabel('或者上传表格').setInputFiles({
      ...{ name: '名单.csv', mimeType: 'text/csv' },
      buffer: Buffer.from('编号,姓名,积分\nDH0001,陈贵强,5\nDH0002,傅佳芳,7\n'),
    });
    await page.getByRole('button', { name: '逐行核对' }).click();
    await page.getByText('2 行都对，共 12 积分').waitFor();
    await page.getByRole('button', { name: '确认发放' }).click();
    await page.getByText('已发完').waitFor();

    await page.goto(`${site.origin}${HOME}/timebank/cards?figure=enterpriseCards`);
    await page.locator('main tbody th a').first().click();
    for (const name of ['傅佳芳', '周娟杰']) {
      await page.locator('summary', { hasText: '登记持卡人' }).click();
      await page.getByLabel('居民姓名').fill(name);
      await page.getByRole('button', { name: '查找' }).click();
      await page.getByLabel('为什么').first().fill('单位负责人');
      await page.getByRole('button', { name: '登记持卡人' }).click();
      await page.getByRole('row', { name }).waitFor();
    }
    await page.locator('summary', { hasText: '改签字方式' }).click();
    await page.getByRole('button', { name: '改为要两位签字' }).click();
    await page.getByText('一位发起，积分先冻结').first().waitFor();
    await page.getByRole('link', { name: '定向赠送' }).click();
    await page.getByLabel('多少岁以上').fill('80');
    await page.getByLabel('每人多少积分').fill('十');
    await page.getByRole('button', { name: '看看送给多少人' }).click();
    expect(await page.getByLabel('每人多少积分').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('每人多少积分').fill('10');
    await page.getByLabel('一共不超过').fill('20');
    await page.getByLabel('为什么').fill('重阳节慰问');
    await page.getByRole('button', { name: '看看送给多少人' }).click();
    await page.getByText('送给 2 人，共 20 积分').waitFor();
    await page.getByRole('button', { name: '发起，等另一位签字' }).click();
    await page.getByText('等待签字').waitFor();
    await page.getByRole('button', { name: '同意赠送' }).click();
    await page.getByText('发起的人不能自己同意').waitFor();
    await page.getByLabel('第二位签字的持卡人').selectOption({ index: 1 });
    await page.getByRole('button', { name: '同意赠送' }).click();
    await page.getByText('已发完').waitFor();
    await context.close();
  });

  it('a rule is previewed on a month that is over, set and withdrawn, without a script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, `${HOME}/timebank/points-rules`);
    await page.getByRole('link', { name: '定新规则' }).click();
    expect(await page.getByLabel('1 小时多少积分').first().inputValue()).toBe('10');

    await page.getByLabel('1 小时多少积分').first().fill('十');
    await page.getByLabel('哪个月').fill('2019-04');
    await page.getByRole('button', { name: '看看会怎样' }).click();
    await page.getByText('应该是数字').waitFor();
    expect(await page.getByLabel('1 小时多少积分').first().inputValue()).toBe('十');

    await page.getByLabel('1 小时多少积分').first().fill('20');
    await page.getByRole('button', { name: '看看会怎样' }).click();
    await page.getByText('已经算到2019年4月30日').waitFor();
    const [posted, byRule] = await page.locator('main dl dd.value').allTextContents();
    expect(Number(byRule?.replaceAll(',', ''))).toBe(2 * Number(posted?.replaceAll(',', '')));
    expect(await page.locator('main figure svg').count()).toBeGreaterThan(2);

    await page.getByLabel('叫什么').first().fill('周末');
    await page.getByLabel('几倍').first().fill('1.5');
    await page.getByRole('button', { name: '定下这条规则' }).click();
    await page.getByText('至少填一样').first().waitFor();
    await page.getByLabel('周六').first().check();
    await page.getByRole('button', { name: '定下这条规则' }).click();
    await page.getByText('周末：1.5 倍积分（周六）').waitFor();
    expect(await page.locator('main').textContent()).toContain('还没开始');

    await page.getByText('撤回这条规则').click();
    await page.getByRole('button', { name: '撤回' }).click();
    await page.getByText('已撤回').waitFor();
    await context.close();
  });
});
