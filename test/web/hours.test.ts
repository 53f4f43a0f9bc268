import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type ConsoleSite, signedIn, startConsoleSite } from './console-site.ts';
import { expectReadable } from './readable.ts';

const OWN = '/donghuan/me/services';
const NEEDS = '/console/donghuan/timebank/service-needs';
const CONSOLE = '/console/donghuan/timebank/service-proposals';

describe('hours, from the volunteer who says so to the neighbour who confirms it', () => {
  let site: ConsoleSite;
  let browser: Browser;
  let volunteer: { name: string; courtyardId: string };

  beforeAll(async () => {
    const ledgers = ['01-院落台账.xlsx', '03-时间银行志愿者登记表.xlsx'];
    [site, browser] = await Promise.all([startConsoleSite({ demo: true, ledgers }), launchBrowser()]);
    volunteer = await site.addVolunteer('zhiyuan');
    await site.addCourtyardStaff({
      ...{ username: 'chenjie', name: '陈姐', role: 'groupLeader' },
      courtyardIds: [volunteer.courtyardId],
    });
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  const someone = async (username: string, path: string) => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      locale: 'zh-CN',
      viewport: { width: 360, height: 740 },
    });
    return signedIn(context, site.origin, path, username);
  };

  async function propose(page: Page, item: string, minutes: string): Promise<string> {
    await page.goto(`${site.origin}${OWN}/new`);
    await page.getByLabel('哪一天').fill('2026-05-01');
    await page.getByLabel('分钟').fill(minutes);
    await page.getByLabel('做了什么').fill(item);
    await page.getByLabel('哪一类').fill('助老');
    await page.getByRole('button', { name: '提交申报' }).click();
    await page.getByRole('heading', { level: 1, name: item }).waitFor();
    return page.url();
  }

  it('are written down on a phone, and come back as they were typed when something is wrong', async () => {
    const page = await someone('zhiyuan', OWN);
    await page.goto(`${site.origin}/donghuan/me`);
    await page.getByRole('link', { name: '申报一次服务' }).click();
    await page.getByLabel('哪一天').fill('2099-01-01');
    await page.getByLabel('小时').fill('1');
    await page.getByLabel('做了什么').fill('陪诊');
    await page.getByLabel('哪一类').fill('助老');
    await page.getByRole('button', { name: '提交申报' }).click();

    await page.getByText('日期不能晚于今天').first().waitFor();
    expect(await page.getByLabel('做了什么').inputValue()).toBe('陪诊');
    await page.context().close();
  });

  it('are confirmed by the group leader on hers, and stand in the volunteer’s record', async () => {
    const [theirs, hers] = await Promise.all([someone('zhiyuan', OWN), someone('chenjie', CONSOLE)]);
    const proposed = await propose(theirs, '陪诊到省医院', '95');
    expect(await theirs.locator('main').textContent()).toContain('请服务对象当面确认');

    await hers.reload();
    await hers.getByRole('link', { name: '2026-05-01' }).first().click();
    await hers.getByRole('button', { name: '确认属实' }).click();
    await hers.getByText('没有待确认的服务').first().waitFor();

    await theirs.goto(proposed);
    expect(await theirs.locator('main').textContent()).toContain('已确认');
    await theirs.goto(`${site.origin}/donghuan/me`);
    expect(await theirs.locator('main').textContent()).toContain('陪诊到省医院');
    await Promise.all([theirs, hers].map((page) => page.context().close()));
  });

  it('that look like too much ask for a word, and what is declined can be disputed', async () => {
    const [theirs, hers] = await Promise.all([someone('zhiyuan', OWN), someone('chenjie', CONSOLE)]);
    const proposed = await propose(theirs, '防汛值守', '600');

    await hers.reload();
    await hers.getByRole('link', { name: '2026-05-01' }).first().click();
    expect(await hers.locator('main').textContent()).toMatch(/当天合计 1\d(\.\d+)? 小时/);
    await hers.getByText('退回', { exact: true }).first().click();
    await hers.getByLabel('退回的原因').fill('没有看到人');
    await hers.getByRole('button', { name: '退回' }).click();
    await hers.getByText('没有待确认的服务').first().waitFor();

    await theirs.goto(proposed);
    await theirs.getByText('原因：没有看到人').waitFor();
    await theirs.getByLabel('请说明情况').fill('在河边，有照片');
    await theirs.getByRole('button', { name: '我有异议' }).click();
    await theirs.getByText('异议处理中').first().waitFor();
    await Promise.all([theirs, hers].map((page) => page.context().close()));
  });

  it('may begin with a need: asked for at the desk, taken on by the volunteer, who then says how long it took', async () => {
    const [theirs, office] = await Promise.all([
      someone('zhiyuan', OWN),
      someone('district', `${NEEDS}/new`),
    ]);
    await office.getByLabel('谁需要帮忙').fill('张');
    await office.getByRole('button', { name: '查找' }).click();
    await office.locator('main ul a').first().click();
    await office.getByLabel('哪一类').selectOption('repairs');
    await office.getByLabel('要帮什么').fill('厨房灯不亮');
    await office.getByLabel('到哪里').fill('9 栋 909');
    await office.getByLabel('希望哪一天').fill('2019-01-01');
    await office.getByRole('button', { name: '登记需求' }).click();
    await office.getByText('希望的日期已经过了').first().waitFor();
    expect(await office.getByLabel('要帮什么').inputValue()).toBe('厨房灯不亮');
    await office.getByLabel('希望哪一天').fill('');
    await office.getByRole('button', { name: '登记需求' }).click();
    await office.getByText('等人接单').first().waitFor();

    await theirs.goto(`${site.origin}/donghuan/me`);
    await theirs.getByRole('link', { name: '帮助邻里' }).click();
    await theirs.getByRole('button', { name: /^我来帮：家电水电小修/ }).waitFor();
    expect(await theirs.locator('main').textContent()).not.toContain('909');
    await theirs.getByRole('button', { name: /^我来帮：家电水电小修/ }).click();
    await theirs.getByText('9 栋 909').first().waitFor();
    await theirs.getByLabel('哪一天').fill('2026-05-02');
    await theirs.getByLabel('分钟').fill('25');
    await theirs.getByRole('button', { name: '提交' }).click();
    await theirs.getByRole('heading', { level: 1, name: '家电水电小修' }).waitFor();

    await office.reload();
    await office.getByText('已服务').first().waitFor();
    await Promise.all([theirs, office].map((page) => page.context().close()));
  });

  it('stand on pages that can be read by anybody, on a phone and at a desk', async () => {
    const context = await browser.newContext({ bypassCSP: true, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, OWN, 'zhiyuan');
    const own = ['needs', 'needs/new', 'helping'].map((path) => `/donghuan/me/${path}`);
    for (const path of [OWN, `${OWN}/new`, ...own]) await expectReadable(page, site.origin + path);
    await page.goto(site.origin + OWN);
    await page.locator('main li a').first().click();
    await expectReadable(page, page.url());
    const desk = await signedIn(
      await browser.newContext({ bypassCSP: true, locale: 'zh-CN' }),
      site.origin,
      CONSOLE,
    );
    await desk.getByRole('link', { name: '2026-05-01' }).first().click();
    await expectReadable(desk, desk.url());
    await context.close();
    await desk.context().close();
  });
});
