import type { Page } from 'playwright-core';
import { launchBrowser } from '../../web/browser.ts';
import { type Battery, type Found, type Size, say } from '../battery.ts';
import { lookedAt, type Opened, open, watchedPage } from './browse.ts';
import { crawl } from './crawl.ts';
import { type HostileSite, startHostileSite } from './hostile-site.ts';
import { PAYLOADS, payloadsIn } from './payloads.ts';
import { PLANTED } from './planted.ts';

/** Of pages alike: every page of a list in the long run, one in the short one. */
const OF_A_KIND = { short: 1, long: 200 };

/** Payloads in every text by ledger, API and form; every page that shows one is opened in Chromium, and nothing runs. */
export const xss: Battery = { name: 'xss', run, planted: PLANTED };

async function run({ long }: Size): Promise<Found> {
  const [site, browser] = await Promise.all([startHostileSite(), launchBrowser()]);
  try {
    const context = await browser.newContext({ locale: 'zh-CN' });
    await site.signIn(context);
    const page = await watchedPage(context);
    const judge = new PageJudge();
    const pages = await crawl(
      page,
      site.entrances,
      long ? OF_A_KIND.long : OF_A_KIND.short,
      (address, opened) => judge.look(address, opened),
    );
    await sayBack(page, site, judge);
    return judge.found(pages);
  } finally {
    await browser.close();
    await site.stop();
  }
}

class PageJudge {
  readonly #failures: string[] = [];
  readonly #shown = new Set<number>();
  #tried = 0;

  look(address: string, { ran, reports, armed, text, policy }: Opened): void {
    const shown = payloadsIn(text);
    for (const one of shown) this.#shown.add(one);
    this.#tried += shown.length;
    if (ran > 0) this.#failures.push(`${address}: ${ran} scripts ran`);
    if (reports.length > 0)
      this.#failures.push(`${address}: the policy had to refuse ${reports.slice(0, 3).join('; ')}`);
    if (armed.length > 0)
      this.#failures.push(`${address}: waits to be touched: ${armed.slice(0, 3).join('; ')}`);
    if (!/default-src 'none'/.test(policy) || /unsafe-|\*/.test(policy))
      this.#failures.push(`${address}: its policy is ${policy || 'missing'}`);
  }

  found(pages: number): Found {
    const never = PAYLOADS.map((_, n) => n).filter((n) => !this.#shown.has(n));
    // What no page showed was tried nowhere.
    for (const n of never) this.#failures.push(`no page showed payload ${n}: ${PAYLOADS[n]}`);
    say(`${pages} pages, ${this.#shown.size} of ${PAYLOADS.length} payloads shown`);
    return { tried: this.#tried, failures: this.#failures, counts: { pages, payloads: PAYLOADS.length } };
  }
}

/** What is typed or asked for comes back on the page that refuses it. */
async function sayBack(page: Page, { origin, forms }: HostileSite, judge: PageJudge): Promise<void> {
  for (let n = 0; n < PAYLOADS.length; n += 16) {
    const some = PAYLOADS.slice(n, n + 16).join(' ');
    const asked = encodeURIComponent(some);
    for (const path of [
      `/console/donghuan/courtyard/persons?search=${asked}`,
      `/donghuan/${asked}`,
      `/join?code=${asked}`,
    ]) {
      const opened = await open(page, origin + path);
      if (opened !== undefined) judge.look(path.slice(0, 60), opened);
    }
  }
  for (const address of forms) await fillIn(page, address, judge);
}

async function fillIn(page: Page, address: string, judge: PageJudge): Promise<void> {
  const opened = await open(page, address);
  if (opened === undefined) throw new Error(`${address} is no page`);
  const some = PAYLOADS.slice(0, 40).join(' ');
  // As somebody would who has taken the limits off the fields: the server must hold by itself.
  await page.evaluate(
    `(() => {
      const form = document.querySelector('main form[method=POST], main form[method=post]');
      form.noValidate = true;
      for (const one of form.querySelectorAll('input:not([type]), input[type=text], input[type=search], textarea')) {
        one.removeAttribute('maxlength');
        one.value = ${JSON.stringify(some)};
      }
      form.querySelector('button:not([formaction])').click();
    })()`,
  );
  await page.waitForLoadState('load');
  await page.waitForTimeout(1000);
  judge.look(`${address.split('?')[0]} (filled in)`, await lookedAt(page, opened.policy));
}
