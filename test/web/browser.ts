import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

/** What keeps a headless browser still: no sandbox (containers), no GPU, no phoning home. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--no-first-run',
  '--font-render-hinting=none',
];

const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser that comes with npm on Linux x64; elsewhere an installed Chrome, or a message that says what to do. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await executable(), args: QUIET, headless: true });
}

async function executable(): Promise<string> {
  const chosen = process.env['CHROME_PATH'];
  if (chosen !== undefined) return chosen;
  const packed = await packedChromium();
  const path = packed ?? INSTALLED.find((candidate) => existsSync(candidate));
  if (path === undefined)
    throw new Error(
      'No browser for the web tests. On Linux x64 `npm ci` brings one (@sparticuz/chromium, an optional package); ' +
        'elsewhere install Google Chrome, or set CHROME_PATH to a Chromium-based browser.',
    );
  return path;
}

/** Unpacks once into the temporary folder and gives its path. */
async function packedChromium(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    return await packed.executablePath();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
