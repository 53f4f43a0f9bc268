import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type ConsoleSite, signedIn, startConsoleSite, tabTo } from './console-site.ts';
import { expectReadable } from './readable.ts';

const HOME = '/console/donghuan';
const LISTS = [
  'courtyard/courtyards',
  'courtyard/households',
  'courtyard/persons',
  'governance/meetings',
  'governance/opinions',
  'governance/elections',
  'governance/offices',
  'renewal/funds',
  'timebank/volunteers',
  'timebank/volunteer-applications',
  'timebank/recruitment-notices',
  'timebank/service-needs',
  'timebank/service-proposals',
  'timebank/activities',
  'timebank/service-records',
  'timebank/cards',
  'timebank/points-entries',
  'timebank/points-lists',
  'timebank/sponsor-promises',
  'timebank/star-rounds',
  'timebank/certificates',
  'timebank/catalogue-items',
  'timebank/points-rules',
  'learning/courses',
  'learning/rooms',
  'incubation/organisations',
  'partners/units',
].map((path) => `${HOME}/${path}`);
/** What no ledger brings: it is made in the console, and there is none of it yet. */
const MADE_HERE = [
  'points-entries',
  'points-lists',
  'sponsor-promises',
  'volunteer-applications',
  'recruitment-notices',
  'service-needs',
  'service-proposals',
  'activities',
  'star-rounds',
  'certificates',
];
const OTHERS = [
  '/district',
  '/district/new',
  `${HOME}/timebank/hours-samples?month=2019-03`,
  `${HOME}/timebank/hours-checks`,
  `${HOME}/timebank/need-promises`,
  '/district/donghuan',
  HOME,
  `${HOME}/renewal/fund-entries`,
  `${HOME}/timebank/service-records/new`,
  `${HOME}/timebank/points-rules/new`,
  `${HOME}/timebank/points-lists/new`,
  `${HOME}/timebank/sponsor-promises/new`,
  `${HOME}/timebank/solvency`,
  `${HOME}/timebank/service-report?year=2018`,
  `${HOME}/timebank/stock-sheet`,
  `${HOME}/timebank/activities/new`,
  `${HOME}/timebank/on-hand`,
  `${HOME}/report?asOf=2019-04-30`,
  `${HOME}/verify`,
  `${HOME}/importing`,
];

describe('the console of a community with its ledgers in', () => {
  let site: ConsoleSite;
  let browser: Browser;

  beforeAll(async () => {
    [site, browser] = await Promise.all([startConsoleSite({ demo: true }), launchBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  it('sends a visitor to sign in, and back to where they were going', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.origin}${LISTS[0]}?limit=1`);
    const { pathname, searchParams } = new URL(page.url());
    expect([pathname, searchParams.get('next')]).toEqual(['/sign-in', `${LISTS[0]}?limit=1`]);
    await page.close();
  });

  it('has no serious accessibility violation and never scrolls sideways on a phone', async () => {
    const context = await browser.newContext({ bypassCSP: true, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, '/district');
    const details: string[] = [];
    for (const path of [...OTHERS, ...LISTS]) {
      await expectReadable(page, site.origin + path);
      const first = page.locator('main tbody th a').first();
      if (LISTS.includes(path) && (await first.count()) > 0)
        details.push((await first.getAttribute('href')) ?? '');
    }
    expect(details.length).toBeGreaterThan(10);
    for (const path of details) await expectReadable(page, site.origin + path);
    await expectReadable(page, `${site.origin}${HOME}/report?asOf=abc`);
    await expectReadable(page, `${site.origin}/sign-out`);
    for (const path of ['/no/such/page', '/donghuan/nothing', '/district/nobody', `${HOME}/nothing`])
      await expectReadable(page, site.origin + path, 404);
    await context.close();
  });

  it('records a service and takes it back without JavaScript, and brings a bad form back as it was typed', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, `${HOME}/timebank/service-records/new`);

    await page.getByLabel('谁做的服务').fill('于');
    await page.getByRole('button', { name: '查找' }).click();
    await page.locator('main ul a').first().click();
    await page.getByLabel('服务日期').fill('2999-01-01');
    await page.getByLabel('服务项目').fill('陪老人看病');
    await page.getByLabel('类别').fill('助老');
    await page.getByLabel('小时').fill('1.5');
    await page.getByRole('button', { name: '记下来' }).click();
    expect(await page.locator('main').textContent()).toContain('日期不能晚于今天');
    expect(await page.getByLabel('服务项目').inputValue()).toBe('陪老人看病');

    await page.getByLabel('服务日期').fill('2019-04-30');
    await page.getByRole('button', { name: '记下来' }).click();
    await page.getByRole('heading', { name: '2019-04-30 陪老人看病' }).waitFor();
    for (const said of ['15', '1.5 小时'])
      expect(await page.locator('main dl').textContent()).toContain(said);

    await page.getByText('冲正这条记录').first().click();
    await page.getByLabel('为什么冲正').fill('重');
    await page.getByRole('button', { name: '冲正这条记录' }).click();
    expect(await page.getByLabel('为什么冲正').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('为什么冲正').inputValue()).toBe('重');
    await page.getByLabel('为什么冲正').fill('重复登记');
    await page.getByRole('button', { name: '冲正这条记录' }).click();
    await page.getByText('原来的记录').waitFor();
    for (const said of ['-15', '-1.5 小时', '重复登记'])
      expect(await page.locator('main dl').textContent()).toContain(said);
    await context.close();
  });

  it('shows every figure of the briefing and opens each to its rows', async () => {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, `${HOME}/report?asOf=2019-04-30`);
    const said = await page.locator('main').textContent();
    for (const figure of ['612', '234', '2,418', '6,300', '3,046', '3A', '3,774.40'])
      expect(said).toContain(figure);

    await page.getByRole('link', { name: '6,300' }).click();
    await page.waitForURL(`**${HOME}/timebank/service-records?until=2019-04-30`);
    expect(await page.locator('tbody tr').count()).toBe(25);
    await context.close();
  });

  it('brings a day that cannot be read back in its field, and takes one as people write it', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, `${HOME}/report?asOf=2019-02-30`);
    const field = page.getByLabel('截至');
    for (const written of ['2019-02-30', 'abc']) {
      await page.goto(`${site.origin}${HOME}/report?asOf=${written}`);
      expect([await field.inputValue(), await field.getAttribute('aria-invalid')]).toEqual([written, 'true']);
      expect(await page.locator('main').textContent()).toContain('请填写日期，例如 2019-04-12');
    }

    await field.fill('2019年4月30日');
    await page.getByRole('button', { name: '查看' }).click();
    expect(await page.locator('main').textContent()).toContain('6,300');
    expect(await field.inputValue()).toBe('2019-04-30');
    await context.close();
  });

  it('speaks English to whoever reads English', async () => {
    const context = await browser.newContext({ locale: 'en-GB' });
    const page = await signedIn(context, site.origin, '/district');
    for (const path of [...OTHERS.filter((path) => !path.endsWith('/donghuan')), ...LISTS])
      await expectEnglish(page, site.origin + path);
    await context.close();
  });

  it('is walked with the keyboard alone: menu, search, a row and back', async () => {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await signedIn(context, site.origin, `${HOME}/courtyard/courtyards`);

    await tabTo(page, '居民');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${HOME}/courtyard/persons`);
    await tabTo(page, '按姓名开头查找');
    await page.keyboard.type('张');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/persons?search=*');
    const name = (await page.locator('tbody th a').first().textContent()) ?? '';
    expect(name.startsWith('张')).toBe(true);
    await tabTo(page, name);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await context.close();
  });

  it('exports every list, and the rows behind a figure as it shows them', async () => {
    const context = await browser.newContext();
    const page = await signedIn(context, site.origin, HOME);
    const rowsOf = async (path: string, query = '') => {
      const answer = await page.request.get(`${site.origin}${path}/rows.csv${query}`);
      expect([answer.status(), answer.headers()['content-type']], path).toEqual([
        200,
        'text/csv; charset=utf-8',
      ]);
      return (await answer.text()).trimEnd().split('\r\n').length - 1;
    };

    const made = LISTS.filter((path) => MADE_HERE.some((list) => path.endsWith(list)));
    for (const path of LISTS) expect((await rowsOf(path)) > 0, path).toBe(!made.includes(path));
    expect(await rowsOf(`${HOME}/timebank/volunteers`)).toBe(612);
    expect(await rowsOf(`${HOME}/timebank/service-records`, '?until=2018-12-31')).toBeLessThan(3_046);
    const sheet = await page.request.get(
      `${site.origin}${HOME}/timebank/service-report/rows.xlsx?year=2018&outside=yes`,
    );
    expect(sheet.headers()['content-type']).toContain('spreadsheetml');
    expect((await sheet.body()).subarray(0, 2).toString()).toBe('PK');
    await context.close();
  });

  it('exports a whole list, longer than one page, with phone numbers masked', async () => {
    const context = await browser.newContext();
    const page = await signedIn(context, site.origin, `${HOME}/courtyard/persons`);
    const csv = await (await page.request.get(`${site.origin}${HOME}/courtyard/persons/rows.csv`)).text();
    const lines = csv.trimEnd().split('\r\n');
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(lines.length).toBeGreaterThan(600);
    expect(csv).not.toMatch(/1\d{10}/);
    await context.close();
  });
});

/** What the console itself says, without the rows that a community keeps in its own language. */
const OWN_WORDS =
  'h2, dt, thead th, caption, label, button, summary, nav a, nav h2, legend, main > p, option:is([value=""], [value=asc], [value=desc])';

async function expectEnglish(page: Page, url: string): Promise<void> {
  await page.goto(url);
  const said =
    (await page.evaluate(`[...document.querySelectorAll(${JSON.stringify(OWN_WORDS)})].map((node) => {
    const own = node.cloneNode(true);
    for (const choice of own.querySelectorAll('select')) choice.remove();
    return own.textContent.replaceAll('中文', '').replaceAll('东环路社区', '');
  })`)) as string[];
  expect(said.length).toBeGreaterThan(5);
  expect(
    said.filter((text) => /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/.test(text)),
    url,
  ).toEqual([]);
}
