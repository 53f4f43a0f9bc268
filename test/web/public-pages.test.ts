import { gzipSync } from 'node:zlib';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { CONTACT, type PublicSite, STAFF, startPublicSite } from './public-site.ts';
import { expectReadable } from './readable.ts';

const PHONE = { width: 360, height: 740 };
const KIB = 1024;

let site: PublicSite;
let browser: Browser;
let reader: BrowserContext;
let page: Page;

beforeAll(async () => {
  [site, browser] = await Promise.all([startPublicSite(), launchBrowser()]);
  // As a resident with an old phone: no script runs.
  reader = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE, locale: 'zh-CN' });
  page = await reader.newPage();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const open = (path: string) => page.goto(site.origin + path);

/** The public pages, by what a visitor looks for on each. */
const PAGES = [
  ['/', '东环路社区'],
  ['/donghuan', '6,300'],
  ['/donghuan/courtyards', '花园颐院'],
  ['/donghuan/timebank', '612'],
  ['/donghuan/timebank/poster', '海报'],
  ['/donghuan/classes', '功能室'],
  ['/donghuan/organisations', '3A'],
  ['/donghuan/units', '资源清单'],
  ['/sign-in', '用户名'],
] as const;

describe('a page that only reads', () => {
  it.each(PAGES)('%s is whole without JavaScript and sends none', async (path, wanted) => {
    const answer = await open(path);
    expect(answer?.status()).toBe(200);
    expect(await page.locator('main').textContent()).toContain(wanted);
    expect(await answer?.text()).not.toMatch(/<script|\son[a-z]+=|modulepreload/i);
  });

  it.each(PAGES)('%s does not scroll sideways at 360 px, nor with large type', async (path) => {
    for (const type of ['normal', 'big']) {
      await open(`/preferences?type=${type}&back=${path}`);
      const { scrollWidth } = await widths(page);
      expect(scrollWidth, type).toBeLessThanOrEqual(PHONE.width);
    }
    await open('/preferences?type=normal');
  });

  it.each(PAGES)('%s has no serious accessibility violation', async (path) => {
    expect(await seriousViolations(path)).toEqual([]);
  });
});

describe('the public pages in English and big type, at a desk', () => {
  it('have no serious accessibility violation, and say times and decades in English', async () => {
    const context = await browser.newContext({ locale: 'en-GB', bypassCSP: true });
    const other = await context.newPage();
    await other.goto(`${site.origin}/preferences?type=big&back=/`);
    for (const [path] of PAGES) await expectReadable(other, site.origin + path);

    await other.goto(`${site.origin}/donghuan/courtyards`);
    expect(await other.locator('main').textContent()).toMatch(/19\d0s/);
    expect(await other.locator('main').textContent()).not.toContain('年代');
    await other.goto(`${site.origin}/donghuan/classes`);
    expect((await other.locator('main').textContent()) ?? '').toContain('Mon, Wed 09:00–11:00');
    await context.close();
  });
});

describe('the address of a community', () => {
  it('is found in capitals too', async () => {
    const answer = await open('/DONGHUAN/timebank?from=poster');
    expect(answer?.status()).toBe(200);
    expect(page.url()).toBe(`${site.origin}/donghuan/timebank?from=poster`);
  });
});

describe('a courtyard page', () => {
  it('opens from the list and shows committee, meetings and fund as a public board does', async () => {
    await open('/donghuan/courtyards');
    await page.getByRole('link', { name: '花园颐院', exact: true }).first().click();
    const text = await page.locator('main').textContent();
    for (const wanted of ['花园颐院', '150', '院委会', '坝坝会', '3,774.40']) expect(text).toContain(wanted);
    expect(text).not.toMatch(/1[3-9]\d{9}/);
    const path = new URL(page.url()).pathname;
    expect(await seriousViolations(path)).toEqual([]);
    expect((await widths(page)).scrollWidth).toBeLessThanOrEqual(PHONE.width);
  });
});

describe('a courtyard page on paper', () => {
  it('says what became of the opinions, which on a screen open one by one', async () => {
    // A browser of its own: Chromium's emulation of print does not reach rules it has kept from an earlier visit.
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const paper = await context.newPage();
    await paper.goto(`${site.origin}/donghuan/courtyards`);
    await paper.getByRole('link', { name: '花园颐院', exact: true }).first().click();
    await paper.waitForURL(/\/cyd_/);
    const isDrawn = () =>
      paper.evaluate<boolean>("document.querySelector('main details > ul').checkVisibility()");

    expect(await isDrawn()).toBe(false);
    await paper.emulateMedia({ media: 'print' });
    expect(await isDrawn()).toBe(true);
    await context.close();
  });
});

describe('the site of a community', () => {
  it('says at the foot of every page where the community is and how to reach it', async () => {
    await open('/donghuan/units');
    const foot = await page.locator('footer').textContent();
    for (const wanted of ['东环路社区', '成都市新都区东环路', CONTACT]) expect(foot).toContain(wanted);
  });

  it('promises nothing that the community has switched off', async () => {
    await open('/guihua');
    expect(
      await page.getByRole('navigation', { name: '本社区' }).getByRole('link').allTextContents(),
    ).toEqual(['首页', '院落', '时间银行']);
    expect(await page.locator('main h2').allTextContents()).toEqual(['时间银行', '院落']);
    for (const section of ['classes', 'organisations', 'units'])
      expect((await open(`/guihua/${section}`))?.status(), section).toBe(404);
    expect((await open('/guihua/courtyards'))?.status()).toBe(200);
  });
});

describe('a reader', () => {
  it("is spoken to in the browser's language, and where that names none in the community's own", async () => {
    const languageOf = async (slug: string, headers: Record<string, string>) => {
      const answer = await fetch(`${site.origin}/${slug}`, { headers });
      return /<html lang="([^"]+)"/.exec(await answer.text())?.[1];
    };

    expect(await languageOf('guihua', { 'accept-language': 'de' })).toBe('en');
    expect(await languageOf('donghuan', { 'accept-language': 'de' })).toBe('zh-CN');
    expect(await languageOf('guihua', { 'accept-language': 'zh' })).toBe('zh-CN');
    expect(await languageOf('guihua', { 'accept-language': 'de', cookie: 'lang=zh-CN' })).toBe('zh-CN');
  });

  it('switches to large type once and keeps it, in one and a third of the size', async () => {
    await open('/donghuan');
    const before = await fontSize(page);
    await page.getByRole('link', { name: '大字' }).click();
    expect(new URL(page.url()).pathname).toBe('/donghuan');
    expect(await fontSize(page)).toBeCloseTo(before * 1.35, 1);
    await open('/donghuan/units');
    expect(await fontSize(page)).toBeCloseTo(before * 1.35, 1);
    await page.getByRole('link', { name: '标准字' }).click();
    expect(await fontSize(page)).toBeCloseTo(before, 1);
  });

  it('switches to English and back by links', async () => {
    await open('/donghuan');
    await page.getByRole('link', { name: 'English' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('main').textContent()).toContain('Time bank');
    await page.getByRole('link', { name: '中文' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  });

  it('reaches the content first with the keyboard', async () => {
    await open('/donghuan');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: '跳到正文' });
    expect(await skip.isVisible()).toBe(true);
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#content');
  });

  it('is told in plain words that a page is not there, with a number to quote', async () => {
    for (const path of ['/nowhere', '/no/such/page', '/donghuan/courtyards/cyd_none', '/donghuan/nothing']) {
      const answer = await open(path);
      expect(answer?.status(), path).toBe(404);
      expect(await page.locator('main').textContent()).toMatch(/没有找到[\s\S]*req_/);
      expect(await answer?.text(), path).not.toMatch(/<script|modulepreload/i);
    }
  });

  it('is never sent to another site by an address', async () => {
    for (const back of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)']) {
      await open(`/preferences?type=normal&back=${encodeURIComponent(back)}`);
      expect(new URL(page.url()).origin).toBe(site.origin);
    }
  });
});

describe('a page opened again', () => {
  it('keeps the policy it came with, its styles, and a form that can be sent', async () => {
    // Nothing intercepted and nothing by-passed: the browser's own cache answers, as on anybody's second visit.
    const context = await browser.newContext({ locale: 'zh-CN' });
    const again = await context.newPage();
    const refused: string[] = [];
    again.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) refused.push(message.text());
    });

    for (const path of ['/donghuan', '/donghuan/timebank', '/sign-in']) {
      await again.goto(`${site.origin}${path}`);
      await again.reload();
    }
    await signIn(again);
    await again.waitForURL(`${site.origin}/district`);
    const first = await fetch(`${site.origin}/donghuan`);
    const unchanged = await fetch(`${site.origin}/donghuan`, {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });
    await context.close();

    expect(refused).toEqual([]);
    expect(unchanged.status).toBe(304);
    expect(unchanged.headers.get('content-security-policy')).toBeNull();
  });
});

describe('signing in', () => {
  it('keeps the user name, never the password, when it is refused', async () => {
    await open('/sign-in?next=/donghuan');
    await page.getByLabel('用户名').fill(STAFF.username);
    await page.getByLabel('密码').fill('wrong password');
    await page.getByRole('button', { name: '登录' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('密码不对');
    expect(await page.getByLabel('用户名').inputValue()).toBe(STAFF.username);
    expect(await page.getByLabel('密码').inputValue()).toBe('');
    expect(await page.content()).not.toContain('wrong password');
  });

  it('goes where the person was going, on this site only, with a cookie that script cannot read', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const other = await context.newPage();
    await other.goto(`${site.origin}/sign-in?next=${encodeURIComponent('/donghuan/timebank')}`);
    await signIn(other);
    expect(new URL(other.url()).pathname).toBe('/donghuan/timebank');
    const cookie = (await context.cookies()).find(({ name }) => name === 'linli.session_token');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });

    await other.goto(`${site.origin}/sign-out`);
    await other.getByRole('button', { name: '退出登录' }).click();
    expect((await context.cookies()).map(({ name }) => name)).not.toContain('linli.session_token');

    await other.goto(`${site.origin}/sign-in?next=${encodeURIComponent('//evil.example/x')}`);
    await signIn(other);
    expect(new URL(other.url()).origin).toBe(site.origin);
    await context.close();
  });
});

describe('a form', () => {
  it('keeps its language, and what was typed before its script arrived', async () => {
    const context = await browser.newContext({ locale: 'zh-CN' });
    // What a browser tells its scripts need not be what it told the server: some embedded ones differ.
    await context.addInitScript("Object.defineProperty(navigator, 'languages', { get: () => ['en-US'] })");
    const other = await context.newPage();
    let letScriptsIn = () => {};
    const waiting = new Promise<void>((resolve) => {
      letScriptsIn = resolve;
    });
    await other.goto(`${site.origin}/sign-in?next=/district/new`);
    await signIn(other);
    await other.waitForURL('**/district/new');
    await context.route('**/*.js', async (route) => {
      await waiting;
      await route.continue();
    });
    await other.goto(`${site.origin}/district/new`, { waitUntil: 'commit' });
    await other.getByLabel('社区名称').fill('桃花社区');
    letScriptsIn();
    await other.waitForLoadState('networkidle');
    expect(await other.getByLabel('社区名称').inputValue()).toBe('桃花社区');
    await context.close();
  });
});

describe('over the wire', () => {
  it('the home page is at most 60 KiB and its styles at most 14 KiB', async () => {
    const html = await (await fetch(`${site.origin}/donghuan`)).text();
    const styles = await Promise.all(
      [...html.matchAll(/<link[^>]*href="([^"]+\.css)"/g)].map(async ([, href = '']) =>
        (await fetch(new URL(href, `${site.origin}/donghuan`))).text(),
      ),
    );
    expect(styles.length).toBeGreaterThan(0);
    const stylesSize = styles.reduce((sum, css) => sum + gzipSync(css).length, 0);
    expect(stylesSize).toBeLessThanOrEqual(14 * KIB);
    expect(gzipSync(html).length + stylesSize).toBeLessThanOrEqual(60 * KIB);
  });

  it('every page carries a policy without inline script or style', async () => {
    const answer = await fetch(`${site.origin}/donghuan`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

async function signIn(on: Page) {
  await on.getByLabel('用户名').fill(STAFF.username);
  await on.getByLabel('密码').fill(STAFF.password);
  await on.getByRole('button', { name: '登录' }).click();
}

// Asked as text, because these words belong to the browser and not to this file.
const widths = (on: Page) =>
  on.evaluate<{ scrollWidth: number }>('({ scrollWidth: document.documentElement.scrollWidth })');
const fontSize = (on: Page) =>
  on.evaluate<number>('Number.parseFloat(getComputedStyle(document.body).fontSize)');

/** axe needs script, and the policy keeps strangers' script out: it is put in from outside, past both. */
async function seriousViolations(path: string): Promise<string[]> {
  const context = await browser.newContext({ viewport: PHONE, locale: 'zh-CN', bypassCSP: true });
  try {
    const looked = await context.newPage();
    await looked.goto(site.origin + path);
    await looked.addScriptTag({ content: axe.source });
    const { violations } = (await looked.evaluate('axe.run()')) as AxeResults;
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  } finally {
    await context.close();
  }
}
