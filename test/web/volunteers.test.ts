import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type ConsoleSite, signedIn, startConsoleSite } from './console-site.ts';
import { expectReadable } from './readable.ts';

const TIMEBANK = '/console/donghuan/timebank';
const NAME = '柳莺莺';
const TITLE = '招募周末助老志愿者';

let site: ConsoleSite;
let browser: Browser;
let office: Page;
let resident: Page;
/** The volunteer's page in the console. */
let volunteer = '';
let daysAhead = 0;

const DAY_MS = 24 * 60 * 60 * 1000;

// Nothing here needs script.
const newContext = () => browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });

beforeAll(async () => {
  const clock = () => new Date(Date.now() + daysAhead * DAY_MS).toISOString();
  const courtyards = { demo: true, ledgers: ['01-院落台账.xlsx'], clock };
  [site, browser] = await Promise.all([startConsoleSite(courtyards), launchBrowser()]);
  await site.addAdministrator('shequ', 'donghuan');
  office = await signedIn(await newContext(), site.origin, `${TIMEBANK}/recruitment-notices`, 'shequ');
  resident = await (await newContext()).newPage();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

/** By the community's own clock. */
const dayAgo = (days: number) =>
  new Date(Date.now() + 8 * 3600_000 - days * DAY_MS).toISOString().slice(0, 10);

const main = (page: Page) => page.locator('main').textContent();
const said = (page: Page, words: string) => page.locator('main').getByText(words).first().waitFor();

/** Opens what is folded away and sends it. */
async function send(page: Page, title: string, fill: (form: ReturnType<Page['locator']>) => Promise<void>) {
  const folded = page.locator('details', {
    has: page.locator('summary').filter({ hasText: new RegExp(`^${title}$`) }),
  });
  if (!(await folded.evaluate((details) => details.hasAttribute('open'))))
    await folded.locator('summary').click();
  await fill(folded);
  await folded.getByRole('button').click();
}

/** Somebody who is in no ledger, with a card to sign in with; the office finds nobody of that name first. */
async function newcomer(): Promise<{ cardNumber: string; pin: string }> {
  await office.goto(`${site.origin}${TIMEBANK}/volunteer-applications`);
  await office.getByRole('link', { name: '登记报名' }).click();
  await office.getByLabel('谁来报名').fill(NAME);
  await office.getByRole('button', { name: '查找' }).click();
  await said(office, '登记册上没有找到这位居民');
  await office.getByRole('link', { name: '新增居民' }).click();
  expect(await office.getByLabel('姓名').inputValue()).toBe(NAME);
  await office.getByLabel('出生年月').fill('1956年');
  await office.getByRole('button', { name: '登记' }).click();
  await office.locator('[aria-invalid=true]').waitFor();
  await office.getByLabel('出生年月').fill('1956-03');
  await office.getByRole('button', { name: '登记' }).click();
  await office.waitForURL(/volunteer-applications\/new\?who=/);
  await office.goto(
    `${site.origin}/console/donghuan/courtyard/persons/${new URL(office.url()).searchParams.get('who')}`,
  );
  await office.locator('summary', { hasText: '登录卡号和密码' }).click();
  await office.getByLabel('本人在场，已核对身份').check();
  await office.getByRole('button', { name: '设置登录密码' }).click();
  const [cardNumber = '', pin = ''] = await office
    .locator('main dl dd')
    .filter({ hasText: /^[\d ]{4,}$/ })
    .allTextContents();
  return { cardNumber: cardNumber.replace(' ', ''), pin };
}

describe('a volunteer', () => {
  it('comes by a call, applies, is accepted, trained and at work, without a script', async () => {
    await office.getByRole('link', { name: '发布招募' }).click();
    await office.getByLabel('标题').fill(TITLE);
    await office.getByLabel('做什么、在哪里').fill('每周六上午陪老人看病。');
    await office.getByLabel('需要几人').fill('2');
    await office.getByLabel('报名截止').fill('2001-01-01');
    await office.getByRole('button', { name: '发布' }).click();
    await said(office, '日期不能早于今天');
    expect(await office.getByLabel('标题').inputValue()).toBe(TITLE);
    await office.getByLabel('报名截止').fill('2099-12-31');
    await office.getByRole('button', { name: '发布' }).click();
    await said(office, '招募中');
    const { cardNumber, pin } = await newcomer();

    await resident.goto(`${site.origin}/donghuan/timebank`);
    await resident.getByRole('link', { name: TITLE }).click();
    await resident.getByRole('link', { name: '报名', exact: true }).click();
    await resident.getByLabel('卡号').fill(cardNumber);
    await resident.locator('input[name=pin]').fill(pin);
    await resident.locator('form:has(input[name=pin]) button').click();
    await said(resident, `您报名的是：${TITLE}`);
    await resident.getByLabel('您会什么').fill('理发、量血压');
    await resident.getByLabel('周六上午').check();
    await resident.getByRole('button', { name: '报名' }).click();
    await said(resident, '正在等社区审核');

    await office.goto(`${site.origin}${TIMEBANK}/volunteer-applications`);
    await office.getByRole('row', { name: NAME }).getByRole('link').first().click();
    expect(await main(office)).toMatch(/理发、量血压[\s\S]*周六上午/);
    await send(office, '通过', async (form) => form.getByLabel('说明').fill('面谈过了'));
    await said(office, '已通过');
    await office.locator('main dl a[href*="/volunteers/"]').click();
    await said(office, '在培训');
    await send(office, '转为在岗', async (form) => form.getByLabel('为什么').fill('培训合格'));
    await said(office, '还没有培训记录');
    await send(office, '登记培训', async (form) => {
      await form.getByLabel('培训日期').fill('2019-05-01');
      await form.getByLabel('培训内容').fill('志愿服务入门');
      await form.getByLabel('多少分钟').fill('90');
    });
    await said(office, '1.5 小时');
    await send(office, '转为在岗', async (form) => form.getByLabel('为什么').fill('培训合格'));
    await said(office, '在培训 → 在岗');
    volunteer = new URL(office.url()).pathname;

    await resident.goto(`${site.origin}/donghuan/me/volunteer`);
    expect(await main(resident)).toMatch(/您是志愿者 \S+，在岗/);
    await resident.goto(`${site.origin}/donghuan/timebank`);
    expect(await main(resident)).toContain('已有 1 人报名，1 人通过');
  });

  it('serves a hundred hours, each day confirmed by another, and is granted a star after a publicity', async () => {
    for (let day = 1; day <= 5; day++) {
      await resident.goto(`${site.origin}/donghuan/me/services/new`);
      await resident.getByLabel('哪一天').fill(dayAgo(day));
      await resident.getByLabel('小时').fill('20');
      await resident.getByLabel('做了什么').fill(`防汛值守第${day}班`);
      await resident.getByLabel('哪一类').fill('平安');
      await resident.getByRole('button', { name: '提交申报' }).click();
      await resident.getByRole('heading', { level: 1, name: `防汛值守第${day}班` }).waitFor();

      await office.goto(`${site.origin}${TIMEBANK}/service-proposals`);
      await office.getByRole('link', { name: dayAgo(day) }).click();
      expect(await main(office)).toContain(NAME);
      await office.getByLabel('为什么仍然属实').fill('汛期连班，有值班表');
      await office.getByRole('button', { name: '确认属实' }).click();
      await said(office, '没有待确认的服务');
    }
    await resident.goto(`${site.origin}/donghuan/me`);
    expect(await main(resident)).toMatch(/志愿服务时长\s+100\s/);

    const rounds = `${site.origin}${TIMEBANK}/star-rounds`;
    // The stream writes down a moment later whose star is due.
    await expect
      .poll(async () => {
        await office.goto(rounds);
        return main(office);
      })
      .toContain('发起公示');
    await office.getByLabel(NAME).check();
    await office.getByRole('button', { name: '发起公示' }).click();
    await office.getByRole('heading', { level: 1, name: '的星级公示' }).waitFor();
    const round = new URL(office.url()).pathname;
    expect(await office.getByRole('button', { name: '认定' }).count()).toBe(0);

    daysAhead = 8;
    office = await signedIn(await newContext(), site.origin, round, 'shequ');
    await office.getByRole('button', { name: '认定' }).click();
    await said(office, '已认定');
    daysAhead = 0;
    await resident.goto(`${site.origin}/donghuan/me`);
    expect(await main(resident)).toContain('一星');
  });

  it('has pages that read well, at a desk and on a phone', async () => {
    const context = await browser.newContext({ bypassCSP: true, locale: 'zh-CN' });
    const reader = await signedIn(context, site.origin, volunteer, 'shequ');
    await expectReadable(reader, site.origin + volunteer);
    for (const list of ['volunteer-applications', 'recruitment-notices']) {
      await expectReadable(reader, `${site.origin}${TIMEBANK}/${list}`);
      const first = await reader.locator('main tbody th a').first().getAttribute('href');
      await expectReadable(reader, site.origin + first);
    }
    for (const path of [`${TIMEBANK}/recruitment-notices/new`, '/console/donghuan/courtyard/persons/new'])
      await expectReadable(reader, site.origin + path);
    await reader.goto(`${site.origin}/donghuan/timebank`);
    const call = await reader.getByRole('link', { name: TITLE }).getAttribute('href');
    await expectReadable(reader, site.origin + call);
    await context.close();
  });
});
