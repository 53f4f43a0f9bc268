import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { freePort } from '../../functions/src/local/free-port.ts';
import { startOneMachine } from '../../functions/src/local/one-machine.ts';
import { buildSiteIfStale } from '../../scripts/site-build.ts';
import { bugsToStderr } from '../support/log.ts';
import { launchBrowser } from './browser.ts';
import { clockOfPictures, type Photographer, PICTURES, photographer } from './pictures.ts';

/*
 * The pictures of docs/screenshots: the whole product on one machine, used as the district office and a resident use it,
 * from an empty district to the demo community's report. A page that does not say what it should stops the run.
 */
const LEDGERS = join(import.meta.dirname, '../../packages/core/demo/donghuan');
const STAFF = { username: 'district', password: 'for the pictures only' };
const A_MINUTE = { timeout: 120_000 };

buildSiteIfStale();
const folder = await mkdtemp(join(tmpdir(), 'linli-pictures-'));
const log = bugsToStderr;
const machine = await startOneMachine({ folder, port: await freePort(), log }, clockOfPictures());
const browser = await launchBrowser();
try {
  const grants = [{ role: 'districtAdministrator' as const, tenantId: '*' }];
  await machine.addStaff({ ...STAFF, name: '区管理员', grants });
  const camera = await photographer(browser);
  const page = await camera.context.newPage();
  await onboard(page, camera);
  await photographPublicPages(page, camera);
  await photographConsole(page, camera);
} finally {
  await browser.close();
  await machine.stop();
  await rm(folder, { recursive: true, force: true });
}
console.log(PICTURES);

async function onboard(page: Page, { take }: Photographer): Promise<void> {
  await show(page, '/sign-in?next=/district', '用户名');
  await take(page, 'sign-in');
  await page.getByLabel('用户名').fill(STAFF.username);
  await page.getByLabel('密码').fill(STAFF.password);
  await page.getByRole('button', { name: '登录' }).click();

  await page.getByRole('link', { name: '新建社区' }).first().click();
  await page.getByLabel('社区名称').fill('东环路社区');
  await page.getByLabel('网址名').fill('donghuan');
  await page.getByLabel('地址', { exact: true }).fill('成都市新都区东环路');
  await page.getByLabel('联系方式').fill('社区服务大厅，周一至周五 9:00–17:00');
  await take(page, 'wizard-1-community');
  await page.getByRole('button', { name: '下一步' }).click();

  const ledgers = (await readdir(LEDGERS)).filter((name) => name.endsWith('.xlsx')).sort();
  await page.locator('input[type=file]').setInputFiles(ledgers.map((name) => join(LEDGERS, name)));
  await take(page, 'wizard-2-ledgers');
  await page.getByRole('button', { name: '上传' }).click();
  await page.getByText('张表都认出来了').waitFor(A_MINUTE);
  await take(page, 'wizard-3-sheets');
  await page.getByRole('button', { name: '预检' }).click();
  await page.getByText('3485 行可以导入').waitFor(A_MINUTE);
  await take(page, 'wizard-4-preflight');
  await page.getByRole('button', { name: '开始开通' }).click();
  await page.getByRole('link', { name: '看居民看到的页面' }).waitFor(A_MINUTE);
  await take(page, 'wizard-5-live');
  await show(page, '/district', '东环路社区');
  await take(page, 'district');
}

async function photographPublicPages(page: Page, { take }: Photographer): Promise<void> {
  const pages = [
    ['home', '', '6,300'],
    ['courtyards', '/courtyards', '花园颐院'],
    ['timebank', '/timebank', '612'],
    ['classes', '/classes', '功能室'],
    ['organisations', '/organisations', '3A'],
    ['units', '/units', '资源清单'],
  ] as const;
  for (const [name, path, wanted] of pages) {
    await show(page, `/donghuan${path}`, wanted);
    await take(page, name);
  }
  await show(page, '/donghuan/courtyards', '花园颐院');
  await page.getByRole('link', { name: '花园颐院', exact: true }).first().click();
  await page.getByText('3,774.40').first().waitFor();
  await take(page, 'courtyard');
}

async function photographConsole(page: Page, { take }: Photographer): Promise<void> {
  const console = '/console/donghuan';
  await show(page, console, '东环路社区');
  await take(page, 'console-home');
  await show(page, `${console}/report?asOf=2019-04-30`, '6,300');
  await take(page, 'console-report');
  await show(page, `${console}/timebank/volunteers`, '志愿者');
  await take(page, 'console-list');
  await page.locator('main tbody th a').first().click();
  await page.waitForURL(`**${console}/timebank/volunteers/*`);
  await take(page, 'console-detail');
}

async function show(page: Page, path: string, wanted: string): Promise<void> {
  const answer = await page.goto(machine.origin + path);
  const said = (await page.locator('main').textContent()) ?? '';
  if (answer?.status() !== 200 || !said.includes(wanted))
    throw new Error(`${path} (${answer?.status()}) does not say “${wanted}”: ${said.slice(0, 400)}`);
}
