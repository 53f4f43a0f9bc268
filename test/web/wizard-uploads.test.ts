import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type ConsoleSite, signedIn, startConsoleSite } from './console-site.ts';

const MiB = 1024 * 1024;
/** What a form may carry on AWS: functions/src/lambda/one-request.ts. */
const FORM_BYTES = 4 * MiB;
const A_MINUTE = { timeout: 60_000 };

const folder = mkdtempSync(join(tmpdir(), 'linli-ledgers-'));
let site: ConsoleSite;
let browser: Browser;
let communities = 0;

beforeAll(async () => {
  [site, browser] = await Promise.all([startConsoleSite({ demo: false }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  rmSync(folder, { recursive: true });
});

/** The first screen of the wizard for a new community. */
async function atTheFiles(context: BrowserContext): Promise<Page> {
  const page = await signedIn(context, site.origin, '/district/new');
  communities += 1;
  await page.getByLabel('社区名称').fill(`第${communities}社区`);
  await page.getByLabel('网址名').fill(`shequ${communities}`);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.waitForURL('**/files');
  return page;
}

function ledger(name: string, padding = ''): string {
  const path = join(folder, name);
  const rows = Array.from({ length: 230 }, (_, n) => `${name}${n},东环路${n}号,67,${padding}`);
  writeFileSync(path, ['院落名称,详细地址,户数,附图编码', ...rows].join('\r\n'));
  return path;
}

/** 7 MB with few rows: what makes it large is a column that Linli has no use for. */
const largeLedger = (name: string) => ledger(name, 'a'.repeat(30_000));

const send = async (page: Page, ...paths: string[]) => {
  await page.locator('input[type=file]').setInputFiles(paths);
  await page.getByRole('button', { name: '上传', exact: true }).click();
};

type Sent = { method: string; path: string; bytes: number };

/** What the page sends from now on. */
function sentBy(page: Page): Sent[] {
  const sent: Sent[] = [];
  page.on('request', async (request) => {
    if (request.method() === 'GET') return;
    const { pathname: path } = new URL(request.url());
    const one = { method: request.method(), path, bytes: 0 };
    sent.push(one);
    one.bytes = Number((await request.allHeaders())['content-length'] ?? 0);
  });
  return sent;
}

describe('a ledger larger than a form may be', () => {
  let context: BrowserContext;
  let page: Page;
  let sent: Sent[];

  beforeEach(async () => {
    context = await browser.newContext({ locale: 'zh-CN' });
    page = await atTheFiles(context);
    sent = sentBy(page);
    return () => context.close();
  });

  it('goes to an address of its own, shows how far it is, and comes in', async () => {
    const wire = await context.newCDPSession(page);
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 4 * MiB };
    await wire.send('Network.emulateNetworkConditions', slow);

    await send(page, largeLedger('大院落.csv'));
    const bar = page.getByRole('progressbar', { name: '大院落.csv' });
    const share = async () => Number(await bar.getAttribute('value')) / Number(await bar.getAttribute('max'));
    await expect.poll(share, A_MINUTE).toBeGreaterThan(0);
    const underWay = await share();
    await page.waitForURL('**/sheets', A_MINUTE);

    expect(underWay).toBeLessThan(1);
    await page.getByText('1 张表都认出来了').waitFor();
    const [file, ...others] = sent.filter(({ bytes }) => bytes > FORM_BYTES);
    expect(others).toEqual([]);
    expect(file).toMatchObject({ method: 'PUT', path: expect.stringMatching(/^\/api\/uploads\//) });
    expect(file?.bytes).toBeGreaterThan(6 * MiB);
  });

  it('is refused, lost on the way and sent again without touching the files beside it', async () => {
    const tooLarge = ledger('太大.xlsx');
    truncateSync(tooLarge, 40 * MiB + 1);
    let puts = 0;
    await page.route('**/api/uploads/**', (route) => (++puts === 2 ? route.abort() : route.continue()));

    await send(page, ledger('东院.csv'), tooLarge, ledger('断线.csv'), ledger('西院.csv'));
    await page.getByRole('heading', { name: '收到 2 个文件' }).waitFor(A_MINUTE);

    const rows = page.getByRole('list', { name: '正在上传的文件' }).getByRole('listitem');
    const said = await rows.allTextContents();
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(/太大\.xlsx.*没有收下.*40 MB/s);
    expect(said[1]).toMatch(/断线\.csv.*网络断了/s);

    const before = sent.length;
    await page.getByRole('button', { name: '重新上传 断线.csv' }).click();
    await page.getByRole('heading', { name: '收到 3 个文件' }).waitFor(A_MINUTE);
    expect(sent.slice(before).map(({ method, path }) => [method, path.split('/').slice(-2, -1)[0]])).toEqual([
      ['POST', expect.stringMatching(/^imp_/)],
      ['PUT', 'uploads'],
      ['POST', 'uploads'],
    ]);
    expect(await rows.count()).toBe(1);
    expect(new URL(page.url()).pathname).toMatch(/\/files$/);
  });
});

it('lets the pages of one machine send to that machine and nowhere else', async () => {
  const policy = (await fetch(`${site.origin}/sign-in`)).headers.get('content-security-policy');

  expect(policy).toMatch(/(^|; ?)connect-src 'self'(;|$)/);
});

it('takes files by the form without a script, and says how much one form may carry', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
  const page = await atTheFiles(context);

  const limit = page.locator('noscript p');
  expect([await limit.isVisible(), await limit.textContent()]).toEqual([
    true,
    expect.stringContaining('一次提交的文件合计不要超过 4 MB'),
  ]);
  await send(page, ledger('北院.csv'), ledger('南院.csv'));
  await page.getByText('2 张表都认出来了').waitFor(A_MINUTE);
  await context.close();
});
