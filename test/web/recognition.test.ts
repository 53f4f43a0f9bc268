import { IN_JOB, type Scope, SYSTEM } from '@linli/core/kernel';
import { draftVolunteer, postServiceRecord } from '@linli/core/timebank';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTables } from '../../functions/src/local/tables.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { launchBrowser } from './browser.ts';
import { type ConsoleSite, signedIn, startConsoleSite } from './console-site.ts';
import { expectReadable } from './readable.ts';
import { openCommunities, sessionCookie } from './support/communities.ts';

const HOME = '/console/donghuan';
const WANG = `vol_${'0'.repeat(26)}`;
const DAY_MS = 24 * 60 * 60 * 1000;

describe('the recognition of volunteers', () => {
  let engine: Engine;
  let site: ConsoleSite;
  let browser: Browser;
  let daysAhead = 0;
  /** Pages on the way, to be read once more with a screen reader's eyes. */
  const seen: string[] = [];

  beforeAll(async () => {
    engine = await startEngine();
    const clock = () => new Date(Date.now() + daysAhead * DAY_MS).toISOString();
    [site, browser] = await Promise.all([
      startConsoleSite({ demo: false, endpoint: engine.endpoint, clock }),
      launchBrowser(),
    ]);
    const cookie = await sessionCookie(site.origin);
    await openCommunities(site.origin, cookie, 'donghuan');
    await serveHundredHours(await tenantIdOf(site.origin, cookie));
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
    await engine?.stop();
  });

  const said = (page: Page) => page.locator('main').textContent();
  const today = () => new Date(Date.now() + 8 * 60 * 60 * 1000).toISOString().slice(0, 10);

  /** A district administrator at a desk without JavaScript, so many days from now. */
  async function desk(path: string, ahead: number): Promise<Page> {
    daysAhead = ahead;
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    return signedIn(context, site.origin, path);
  }

  async function tenantIdOf(origin: string, cookie: string): Promise<string> {
    const answer = await fetch(`${origin}/api/v1/district/communities/donghuan`, { headers: { cookie } });
    return (await answer.json()).tenantId;
  }

  /** 王小芳, and a hundred hours of hers, all of today. */
  async function serveHundredHours(tenantId: string): Promise<void> {
    const scope: Scope = {
      ...{ tenantId, table: openTables(engine.endpoint).tenantTable(tenantId), actor: SYSTEM },
      ...{ now: new Date().toISOString(), requestId: 'req_test', from: IN_JOB },
    };
    const by = { tenantId, importId: 'imp_1', source: 's', row: 1, now: scope.now, by: 'test' };
    const wang = { id: WANG, personId: 'prs_1', volunteerNo: 'DH1', name: '王小芳', partyMember: false };
    await scope.table.insertMany([draftVolunteer(wang, by).insert]);
    for (const key of ['one', 'two', 'three', 'four', 'five'])
      await postServiceRecord(scope, {
        ...{
          key,
          volunteerId: WANG,
          servedOn: today(),
          item: '巡逻',
          category: '平安',
          durationMinutes: 1200,
        },
      });
  }

  it('leads from hours over a publicity and an objection to a star, without a script', async () => {
    const page = await desk(`${HOME}/timebank/star-rounds`, 0);
    const due = page.url();
    // The stream writes down a moment later whose star is due.
    await expect
      .poll(async () => {
        await page.goto(due);
        return said(page);
      })
      .toContain('发起公示');
    seen.push(due);
    await page.getByLabel('王小芳').uncheck();
    await page.getByRole('button', { name: '发起公示' }).click();
    await page.getByText('请至少选一位志愿者').waitFor();
    await page.getByLabel('王小芳').check();
    await page.getByRole('button', { name: '发起公示' }).click();
    await page.getByRole('heading', { level: 1, name: '的星级公示' }).waitFor();
    const round = page.url();
    seen.push(round);

    const anyone = await (await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' })).newPage();
    const notices = `${site.origin}/donghuan/timebank/notices`;
    await anyone.goto(notices);
    expect(await anyone.locator('main tbody th').textContent()).toMatch(/^王\*芳/);
    await anyone.getByRole('link', { name: '提异议' }).click();
    await anyone.getByText('提异议要先登录').waitFor();
    seen.push(notices, anyone.url());

    await page.getByRole('link', { name: '记下异议' }).click();
    await page.getByLabel('什么异议').fill('那天没有看到');
    seen.push(page.url());
    await page.getByRole('button', { name: '记下异议' }).click();
    await page.getByText('有异议未处理').waitFor();
    await page.getByText('处理', { exact: true }).first().click();
    await page.getByLabel('怎么核实的').fill('查了签到表');
    await page.getByRole('button', { name: '处理' }).click();
    await page.getByText('查了签到表').waitFor();

    const later = await desk(round.replace(site.origin, ''), 8);
    await later.getByRole('button', { name: '认定' }).click();
    await later.getByText('已认定').waitFor();
    await later.goto(`${site.origin}${HOME}/timebank/volunteers/${WANG}`);
    expect(await later.locator('main dl.account').textContent()).toContain('一星');
    await later.getByText('公开姓名').first().click();
    await later.getByRole('button', { name: '本人同意公开姓名' }).click();
    await anyone.goto(`${site.origin}/donghuan/timebank`);
    expect(await said(anyone)).toMatch(/一星志愿者.*王小芳/s);
  }, 120_000);

  it('ends in a certificate on paper, that anyone checks and the community can revoke', async () => {
    const page = await desk(`${HOME}/timebank/volunteers`, 8);
    await page.locator('main tbody th a').first().click();
    await page.getByRole('link', { name: '填写证明' }).click();
    await page.getByLabel('从哪一天').fill(today());
    await page.getByLabel('到哪一天', { exact: true }).fill(today());
    await page.getByRole('button', { name: '开始公示' }).click();
    await page.getByRole('heading', { level: 1, name: '的志愿服务记录证明' }).waitFor();
    const path = new URL(page.url()).pathname;

    const later = await desk(path, 18);
    await later.getByLabel('经办人').fill('周强');
    await later.getByLabel('联系方式').fill('028-83010000');
    await later.getByRole('button', { name: '出具证明' }).click();
    await later.getByRole('link', { name: '打印证明' }).click();
    expect(await said(later)).toMatch(/兹证明.*100 小时.*盖章处/s);
    const address = (await later.locator('footer img').first().getAttribute('alt')) ?? '';
    seen.push(site.origin + path, later.url(), address);
    seen.push(`${site.origin}${HOME}/timebank/volunteers/${WANG}/years/this`);

    const anyone = await (await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' })).newPage();
    await anyone.goto(address);
    expect(await said(anyone)).toContain('这份证明有效');
    await later.goto(site.origin + path);
    await later.getByText('撤销这份证明').first().click();
    await later.getByLabel('为什么撤销').fill('写错了起止日期');
    await later.getByRole('button', { name: '撤销这份证明' }).click();
    await later.getByText('写错了起止日期').waitFor();
    await anyone.goto(address);
    expect(await said(anyone)).toContain('撤销');
  }, 120_000);

  it('can be read at a desk, on a phone and by a screen reader', async () => {
    daysAhead = 0;
    const context = await browser.newContext({ bypassCSP: true, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, HOME);
    // What was printed has been revoked since: its page is gone.
    const there = seen.filter((address) => !address.endsWith('/print'));
    for (const address of [...there, `${site.origin}${HOME}/timebank/certificates/new`])
      await expectReadable(page, address);
    await context.close();
  }, 120_000);
});
