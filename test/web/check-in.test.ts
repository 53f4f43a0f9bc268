import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type ConsoleSite, signedIn, startConsoleSite } from './console-site.ts';

const ACTIVITIES = '/console/donghuan/timebank/activities';

describe('an activity', () => {
  let site: ConsoleSite;
  let browser: Browser;

  beforeAll(async () => {
    const ledgers = ['01-院落台账.xlsx', '03-时间银行志愿者登记表.xlsx'];
    [site, browser] = await Promise.all([startConsoleSite({ demo: true, ledgers }), launchBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  it('is made at the desk without a script, and read by anybody; what was wrong comes back as it was typed', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, ACTIVITIES);
    await page.getByRole('link', { name: '新建活动' }).click();
    await page.getByLabel('活动名称').fill('义务理发');
    await page.getByLabel('服务类别').fill('便民');
    await page.getByLabel('地点').fill('邻里驿站');
    await page.getByLabel('日期').nth(1).fill('2099-05-12');
    for (const [label, value] of [
      ['日期', '2099-05-11'],
      ['开始时间', '09:00'],
      ['结束时间', '08:00'],
      ['名额', '1'],
    ] as const)
      await page.getByLabel(label).first().fill(value);
    await page.getByRole('button', { name: '发布活动' }).click();
    await page.getByText('这一项填写的格式不对').or(page.getByText('应该是数字')).first().waitFor();
    await page.getByLabel('日期').nth(1).fill('');
    await page.getByRole('button', { name: '发布活动' }).click();
    await page.getByText('结束时间要晚于开始时间').first().waitFor();
    expect(await page.getByLabel('活动名称').inputValue()).toBe('义务理发');
    await page.getByLabel('结束时间').first().fill('11:00');
    await page.getByRole('button', { name: '发布活动' }).click();
    await page.getByRole('heading', { level: 1, name: '义务理发' }).waitFor();

    const anybody = await browser.newPage({ javaScriptEnabled: false, locale: 'zh-CN' });
    await anybody.goto(`${site.origin}/donghuan/timebank/activities`);
    expect(await anybody.locator('main').textContent()).toMatch(
      /5月11日.*09:00–11:00.*义务理发.*还有 1 个名额/s,
    );
    await context.close();
    await anybody.close();
  });

  /** The roster of a shift that is on now, with one volunteer signed up. */
  async function atTheDoor(page: Page): Promise<void> {
    const ask = async (path: string, json: object) => {
      const address = `${site.origin}/api/v1/communities/donghuan/timebank/${path}`;
      const headers = { origin: site.origin, 'idempotency-key': 'key-of-the-lift' };
      return (await page.request.post(address, { headers, data: json })).json();
    };
    const [startsAt, endsAt] = [-1800_000, 1800_000].map((ms) => new Date(Date.now() + ms).toISOString());
    const asked = {
      title: '电梯里的签到',
      category: '便民',
      place: '电梯',
      shifts: [{ startsAt, endsAt, capacity: 2 }],
    };
    const { id } = await ask('activities', asked);
    await page.goto(`${site.origin}${ACTIVITIES}/${id}`);
    await page.locator('main tbody th a').click();
    await page.getByLabel('谁来了').fill('于');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByRole('button', { name: '报上名' }).first().click();
    await page.getByText('1 / 2 人').waitFor();
  }

  it('is checked in to by a telephone in a lift, which sends it later, and again, and there is one check-in', async () => {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 360, height: 740 } });
    const page = await signedIn(context, site.origin, ACTIVITIES);
    await atTheDoor(page);

    await context.setOffline(true);
    await page.getByRole('button', { name: /^给.+签到$/ }).click();
    await page.getByText('没有网络：已在这台手机上记下 1 条').waitFor();
    await page.getByRole('button', { name: /^给.+签退$/ }).waitFor();

    // The first time that it gets through, nobody hears of it.
    const outcomes: string[] = [];
    let lost = 0;
    await page.route('**/check-ins', async (route) => {
      const answer = await route.fetch();
      outcomes.push(...(await answer.json()).items.map(({ outcome }: { outcome: string }) => outcome));
      await (lost++ === 0 ? route.abort() : route.fulfill({ response: answer }));
    });
    await context.setOffline(false);
    await expect.poll(() => outcomes).toEqual(['recorded']);
    await page.evaluate("window.dispatchEvent(new Event('online'))");
    await page.getByText('手机上记的都已经补传').waitFor();

    expect(outcomes).toEqual(['recorded', 'already']);
    expect(await page.evaluate('localStorage.length')).toBe(0);
    await page.reload();
    expect(await page.getByText(/\d\d:\d\d 签到/).count()).toBe(1);
    await context.close();
  });
});
