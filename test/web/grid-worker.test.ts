import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type ConsoleSite, signedIn, startConsoleSite } from './console-site.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const HOME = '/console/donghuan';

describe('the console of a grid worker on a phone', () => {
  let site: ConsoleSite;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let theirs: string[];
  let other: string;

  beforeAll(async () => {
    [site, browser] = await Promise.all([startConsoleSite({ demo: true }), launchBrowser()]);
    const courtyards = await site.courtyards();
    const own = [courtyards.find(({ name }) => name === '花园颐院'), courtyards.at(-1)].map((one) => ({
      id: one?.id ?? '',
      name: one?.name ?? '',
    }));
    theirs = own.map(({ name }) => name);
    other = courtyards.find(({ name }) => !theirs.includes(name))?.id ?? '';
    await site.addCourtyardStaff({
      ...{ username: 'zhouqiang', name: '周强', role: 'gridWorker' },
      courtyardIds: own.map(({ id }) => id),
    });
    context = await browser.newContext({
      bypassCSP: true,
      locale: 'zh-CN',
      viewport: { width: 360, height: 740 },
    });
    page = await signedIn(context, site.origin, HOME, 'zhouqiang');
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  it('names their courtyards on its first page, and counts those alone', async () => {
    const said = await page.locator('main').textContent();

    expect(said).toContain('您负责的院落');
    for (const name of theirs) expect(said).toContain(name);
    expect(await page.locator('main dl').textContent()).not.toContain('2,418');
  });

  it('opens every link of its menu and of its pages, and none is refused', async () => {
    const seen = new Set<string>();
    const waiting = [HOME];
    const refused: string[] = [];
    for (let path = waiting.shift(); path !== undefined && seen.size < 60; path = waiting.shift()) {
      const pattern =
        path.split('?')[0]?.replace(/(cyd|hsh|prs|mtg|opn|elc|ofc|vol|rec|crd|itm|fnd|rul)_\w+/, ':id') ?? '';
      if (seen.has(pattern)) continue;
      seen.add(pattern);
      const answer = await page.goto(site.origin + path);
      if (answer?.status() !== 200) refused.push(`${answer?.status()} ${path}`);
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(360);
      const hrefs = await page
        .locator('a[href^="/console/"]')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
      waiting.push(...hrefs.filter((href) => !/\.(csv|xlsx)/.test(href)));
    }

    expect(refused).toEqual([]);
    expect(seen.size).toBeGreaterThan(25);
    expect([...seen].filter((path) => /verify|importing|people|learning|partners/.test(path))).toEqual([]);
  });

  it('lists nothing of another courtyard, on the page and in the file', async () => {
    await page.goto(`${site.origin}${HOME}/courtyard/households`);
    const options = await page.locator('select[name=courtyardId] option').allTextContents();
    const csv = await page.evaluate(
      async (path) => (await fetch(path)).text(),
      `${HOME}/courtyard/households/rows.csv`,
    );
    const courtyards = new Set(
      csv
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[1]),
    );

    expect(options.toSorted()).toEqual(['全部', ...theirs].toSorted());
    expect([...courtyards].filter((name) => !theirs.includes(name ?? ''))).toEqual([]);
    expect(courtyards.size).toBeGreaterThan(0);
  });

  it('answers the same of what lies elsewhere and of what is not there', async () => {
    const elsewhere = await page.goto(`${site.origin}${HOME}/courtyard/courtyards/${other}`);
    const words = await page.locator('main').textContent();
    const nowhere = await page.goto(`${site.origin}${HOME}/courtyard/courtyards/cyd_nobody`);

    expect([elsewhere?.status(), nowhere?.status()]).toEqual([404, 404]);
    expect(numberless(words)).toBe(numberless(await page.locator('main').textContent()));
  });

  it('reads well: no serious accessibility violation on the first page and the page of roles', async () => {
    for (const path of [HOME, `${HOME}/roles`]) {
      await page.goto(site.origin + path);
      await page.addScriptTag({ content: AXE });
      const violations = await page.evaluate(
        'axe.run().then(({ violations }) => violations.filter(({ impact }) => ["serious", "critical"].includes(impact)).map(({ id }) => id))',
      );
      expect(violations, path).toEqual([]);
    }
  });
});

const numberless = (text: string | null) => text?.replace(/req_\w+/g, '');
