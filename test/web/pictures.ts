import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export const PICTURES = join(import.meta.dirname, '../../docs/screenshots');

const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1280, height: 900 };

const FONT = dirname(
  createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'),
);
const FONT_PATH = '/noto-sans-sc/';
const FAMILY = 'Noto Sans SC Variable';

/** The demo community's ledgers end in the spring of 2019: the clock of the pictures starts there, and runs. */
export function clockOfPictures(): () => string {
  const started = Date.now();
  return () => new Date(Date.parse('2019-05-01T02:00:00Z') + Date.now() - started).toISOString();
}

export type Photographer = {
  context: BrowserContext;
  /** Writes `<name>-phone.png` and `<name>-desktop.png` of what the page shows, from its top. */
  take(page: Page, name: string): Promise<void>;
};

/**
 * A browser context whose pictures have Chinese in them on a machine without any Chinese font, as containers are: the
 * faces come from an npm package, past the site's own policy, and in the pictures only. The site itself sends no fonts.
 */
export async function photographer(browser: Browser, folder = PICTURES): Promise<Photographer> {
  await mkdir(folder, { recursive: true });
  const context = await browser.newContext({ bypassCSP: true, locale: 'zh-CN', viewport: DESKTOP });
  await context.route(
    (url) => url.pathname.startsWith(FONT_PATH),
    (route) =>
      route.fulfill({
        path: join(FONT, 'files', new URL(route.request().url()).pathname.slice(FONT_PATH.length)),
      }),
  );
  const faces = (await readFile(join(FONT, 'wght.css'), 'utf8')).replaceAll('./files/', FONT_PATH);
  const style = `${faces} :root { --font: '${FAMILY}', sans-serif; --font-title: '${FAMILY}', sans-serif; }`;

  return {
    context,
    async take(page, name) {
      await page.addStyleTag({ content: style });
      for (const [device, size] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
        await page.setViewportSize(size);
        await drawn(page);
        await page.screenshot({ path: join(folder, `${name}-${device}.png`), animations: 'disabled' });
      }
    },
  };
}

/** Waits for every face that the text on the page needs; a face that did not come is an error, not a box. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate('window.scrollTo(0, 0)');
  // Laying the page out is what asks for the faces; only then is there something to be ready.
  const states = (await page.evaluate(
    'document.body.offsetHeight && document.fonts.ready.then((faces) => [...faces].map((face) => face.status))',
  )) as string[];
  if (states.includes('error') || !states.includes('loaded'))
    throw new Error(`The Chinese font did not load for ${page.url()}`);
}
