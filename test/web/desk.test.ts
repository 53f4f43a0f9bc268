import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { signedIn } from './console-site.ts';
import { startDeskSite } from './desk-site.ts';
import { expectReadable } from './readable.ts';

const DESK = '/console/guihua/timebank/desk';

describe('the redemption desk', () => {
  let site: Awaited<ReturnType<typeof startDeskSite>>;
  let browser: Browser;

  beforeAll(async () => {
    [site, browser] = await Promise.all([startDeskSite(), launchBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  /** What is typed for each of the queue: a scanned card, a whole number, the end of a phone, initials, a name. */
  async function queue(): Promise<{ typed: string; name: string }[]> {
    const { items } = await site.ask('scan-cards?limit=10');
    const codeOf = (at: number): string => items[at].code;
    return [
      { typed: codeOf(0), name: '王芳' },
      { typed: 'zh', name: '曾红' },
      { typed: '0303', name: '李建国' },
      { typed: 'GH0004', name: '欧阳娜' },
      { typed: '单明', name: '单明' },
      { typed: codeOf(5), name: '赵秀英' },
      { typed: 'CGQ', name: '陈贵强' },
      { typed: '0808', name: '仇英' },
      { typed: 'gh0009', name: '周娟' },
      { typed: '吴', name: '吴文雨' },
    ];
  }

  /** The one field of a page that has the focus when it opens takes what is typed; Enter goes on. */
  async function type(page: Page, text: string, then: string): Promise<void> {
    await page.locator(':focus').waitFor();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await page.getByText(then).first().waitFor();
  }

  it('serves ten people by the keyboard alone, however they are found', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, DESK);
    const waiting = await queue();
    const started = Date.now();

    for (const { typed, name } of waiting) {
      await type(page, typed, '要兑换什么');
      expect(await page.locator('main').textContent()).toContain(name);
      await type(page, '2', '兑换后余额 80 积分');
      await type(page, '', `${name}的兑换凭条`);
      expect(await page.locator('main').textContent()).toContain('兑换后余额 80 积分');
    }

    console.log(`ten people at the desk: ${Math.round((Date.now() - started) / 100) / 10} s`);
    const { items } = await site.ask('catalogue-items');
    expect(items.find((item: { name: string }) => item.name === '牙膏').stock).toBe(0);
    const { items: entries } = await site.ask('points-entries?limit=100');
    const redeemed = entries.filter(({ kind }: { kind: string }) => kind === 'redemption');
    expect(redeemed.map((one: { postings: { name: string }[] }) => one.postings[0]?.name).sort()).toEqual(
      waiting.map(({ name }) => name).sort(),
    );
    await context.close();
  });

  it('hands out what the catalogue says, which is put there with its terms, and takes back what was wrong', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, '/console/guihua/timebank/catalogue-items');
    await page.getByRole('link', { name: '新增一项' }).click();
    await page.getByLabel('名称').fill('洗衣液');
    await page.getByLabel('每份多少积分').fill('十');
    await page.getByLabel('现在有多少').fill('9');
    await page.getByLabel('每人每月最多几份').fill('1');
    await page.getByRole('button', { name: '保存' }).click();
    await page.locator('.error').first().waitFor();
    expect(await page.getByLabel('每份多少积分').inputValue()).toBe('十');
    await page.getByLabel('每份多少积分').fill('5');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('heading', { level: 1, name: '洗衣液' }).waitFor();

    await page.getByText('入库').first().click();
    await page.getByLabel('到了多少').fill('5');
    await page.getByLabel('从哪里来').fill('红旗超市赞助');
    await page.getByRole('button', { name: '记下入库' }).click();
    await page.getByRole('row', { name: '红旗超市赞助' }).waitFor();
    expect(await page.locator('main dl').textContent()).toContain('14');

    await page.goto(`${site.origin}${DESK}?search=GH0001`);
    await page.locator('.field', { hasText: '洗衣液' }).locator('input').fill('2');
    await page.keyboard.press('Enter');
    await page.getByText('“洗衣液”的库存不够了').or(page.getByText('每月最多')).first().waitFor();
    expect(await page.getByRole('button', { name: '确认兑换' }).count()).toBe(0);

    await page.goto(`${site.origin}/console/guihua/timebank/catalogue-items`);
    await page.getByRole('link', { name: '洗衣液' }).click();
    await page.getByRole('link', { name: '修改' }).click();
    await page.getByLabel('下架').check();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已下架').first().waitFor();
    await page.goto(`${site.origin}${DESK}?search=GH0001`);
    expect(await page.locator('main').textContent()).not.toContain('洗衣液');
    await context.close();
  });

  it('hands over what somebody has ordered on their phone, by the six digits, once', async () => {
    const office = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await signedIn(office, site.origin, DESK);
    const phone = await browser.newContext({
      ...{ javaScriptEnabled: false, locale: 'zh-CN', viewport: { width: 360, height: 740 } },
    });
    const own = await phone.newPage();
    await own.goto(`${site.origin}/guihua/me/orders/new`);
    const card = await cardOf(page, '吴文雨');
    await withCard(own, card);
    await own.getByLabel('理发').fill('1');
    await own.getByRole('button', { name: '算一算' }).click();
    await own.getByText('预订后余额 50 积分').waitFor();
    await own.getByRole('button', { name: '确认预订' }).click();
    const code = (await own.locator('.code').textContent())?.replace(' ', '') ?? '';
    expect(code).toMatch(/^\d{6}$/);
    expect(await own.locator('main').textContent()).toContain('待取');

    await page.goto(`${site.origin}${DESK}`);
    await type(page, code, '积分在预订时已经冻结');
    expect(await page.locator('h1').textContent()).toBe('吴文雨的预订');
    await type(page, '', '吴文雨的兑换凭条');
    expect(await page.locator('main').textContent()).toContain('兑换后余额 50 积分');

    await own.reload();
    await own.getByText('已取走').waitFor();
    await page.goto(`${site.origin}${DESK}?search=${card.cardNumber}`);
    await page.getByText('余额 50 积分').waitFor();
    await page.goto(`${site.origin}${DESK}?search=${code}`);
    await page.getByText('没有找到').waitFor();
    await Promise.all([office.close(), phone.close()]);
  });

  /** The staff give somebody a card to sign in with. */
  async function cardOf(page: Page, name: string): Promise<{ cardNumber: string; pin: string }> {
    await page.goto(`${site.origin}/console/guihua/courtyard/persons?search=${name}`);
    await page.getByRole('link', { name }).click();
    await page.locator('summary', { hasText: '登录卡号和密码' }).click();
    await page.getByLabel('本人在场，已核对身份').check();
    await page.getByRole('button', { name: '设置登录密码' }).click();
    const shown = page.locator('main dl dd').filter({ hasText: /^[\d ]{4,}$/ });
    await shown.first().waitFor();
    const [cardNumber = '', pin = ''] = await shown.allTextContents();
    return { cardNumber: cardNumber.replace(' ', ''), pin };
  }

  async function withCard(page: Page, { cardNumber, pin }: { cardNumber: string; pin: string }) {
    await page.getByLabel('卡号').fill(cardNumber);
    await page.locator('input[name=pin]').fill(pin);
    await page.locator('form:has(input[name=pin]) button').click();
    await page.getByRole('heading', { level: 1, name: '用积分预订' }).waitFor();
  }

  it('can be read at a counter, on a phone and by a screen reader', async () => {
    const context = await browser.newContext({ bypassCSP: true, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, DESK);
    const timebank = `${site.origin}/console/guihua/timebank`;
    const { items } = await site.ask('catalogue-items');
    for (const path of [
      'scan-cards',
      'orders',
      'catalogue-items',
      'catalogue-items/new',
      `catalogue-items/${items[0].id}`,
      `catalogue-items/${items[0].id}/edit`,
    ])
      await expectReadable(page, `${timebank}/${path}`);
    await context.close();
  });
});
