import type { BrowserContext, Page } from 'playwright-core';

/**
 * What came of opening a page: what ran that should not have, what the policy had to stop, what only waits to be touched
 * (`armed`: handlers in attributes and addresses that are script), and what could be read.
 */
export type Opened = {
  ran: number;
  reports: string[];
  armed: string[];
  text: string;
  links: string[];
  policy: string;
};

const WATCH = `
  window.seen = { ran: 0, reports: [] };
  window.ran = () => { window.seen.ran++; };
  window.alert = window.confirm = window.prompt = window.ran;
  addEventListener('securitypolicyviolation', (event) =>
    window.seen.reports.push(event.violatedDirective + ' ' + (event.sample || event.blockedURI)));
`;

const ENOUGH_TO_HYDRATE_MS = 100;
const A_BUSY_MACHINE_MS = 120_000;

/** One tab in which a hostile page would be noticed: `ran()` counts, and so does whatever the policy refused. */
export async function watchedPage(context: BrowserContext): Promise<Page> {
  await context.addInitScript(WATCH);
  const page = await context.newPage();
  page.on('dialog', (dialog) => dialog.dismiss());
  return page;
}

/** Opens an address and looks at what came of it, once its own scripts have run. */
export async function open(page: Page, address: string): Promise<Opened | undefined> {
  const answer = await page
    .goto(address, { waitUntil: 'load', timeout: A_BUSY_MACHINE_MS })
    .catch(() => null);
  if (answer === null || !(answer.headers()['content-type'] ?? '').startsWith('text/html')) return undefined;
  return lookedAt(page, answer.headers()['content-security-policy'] ?? '');
}

/** The same for the page as it stands, after something was done on it. */
export async function lookedAt(page: Page, policy: string): Promise<Opened> {
  await page.waitForTimeout(ENOUGH_TO_HYDRATE_MS);
  const found = await page.evaluate<Omit<Opened, 'policy'>>(`(() => {
    const attributes = [...document.querySelectorAll('*')].flatMap((one) => [...one.attributes]);
    return {
      ...window.seen,
      armed: attributes
        .filter(({ name, value }) => /^on/i.test(name) || /^(href|src|action|formaction|xlink:href|srcdoc)$/i.test(name) && /^\\s*(javascript|data:text|vbscript)/i.test(value))
        .map(({ name, value }) => name + '=' + value.slice(0, 60)),
      text: document.title + ' ' + document.documentElement.textContent + ' ' +
        [...document.querySelectorAll('input, textarea')].map((one) => one.value).join(' '),
      // A link inside a drawing has an object for its address.
      links: [...document.querySelectorAll('a[href]')].map((one) => one.href).filter((href) => typeof href === 'string'),
    };
  })()`);
  return { ...found, policy };
}
