import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startEngine } from '../support/engine.ts';
import { type BenchSite, siteOver } from './bench-site.ts';
import { createBenchTable } from './bench-table.ts';
import { onboardDemo } from './demo-community.ts';
import { type Family, type Measurement, rounded } from './measure.ts';
import { PUBLIC_PAGES, type PublicPage } from './public-pages.ts';

const CLIENT_FILES = join(import.meta.dirname, '../../web/build/client');
const COMMUNITY = 'donghuan';

/** Issue 2 §5: the home page over the wire, without pictures. */
const HOME_KIB = 60;
/** The other pages show one part of what the home page shows. */
const PAGE_KIB = 30;
/** Pages that only read send no JavaScript, and forms work without any. */
const JS_KIB = 0;

/** Each public page of the demo community over the wire: the document and what it makes a browser fetch, compressed. */
export const pages: Family = {
  name: 'page',
  metrics: PUBLIC_PAGES.flatMap(({ name }) => [`page.${name}.kiB`, `page.${name}.jsKiB`]),
  async *measure() {
    const engine = await startEngine();
    const folder = mkdtempSync(join(tmpdir(), 'linli-bench-'));
    try {
      const made = await createBenchTable(engine.endpoint);
      await onboardDemo(made, COMMUNITY, folder);
      const site = await siteOver(made);
      for (const page of PUBLIC_PAGES) {
        const { document } = await site.open(await addressOf(page, site));
        yield* weigh(page.name, document);
      }
    } finally {
      await engine.stop();
      rmSync(folder, { recursive: true });
    }
  },
};

/** One of many (`courtyards/[id]`) is the first that the list of them leads to. */
async function addressOf({ segments }: PublicPage, site: BenchSite): Promise<string> {
  let address = '';
  for (const segment of segments) {
    if (segment === '[community]') address += `/${COMMUNITY}`;
    else if (!segment.startsWith('[')) address += `/${segment}`;
    else address = await firstLinkBelow(address, site);
  }
  return address || '/';
}

async function firstLinkBelow(address: string, site: BenchSite): Promise<string> {
  const { document } = await site.open(address);
  const link = new RegExp(`href="(${address}/[^"/?]+)"`).exec(document)?.[1];
  if (link === undefined) throw new Error(`${address} leads to no page below it`);
  return link;
}

function* weigh(name: string, document: string): Iterable<Measurement> {
  const assets = [
    ...new Set(
      [...document.matchAll(/(?:href|src)="([^"]*_app\/[^"]+\.(?:css|js))"/g)].map((m) => m[1] ?? ''),
    ),
  ];
  const weights = assets.map((url) => {
    const file = join(CLIENT_FILES, url.slice(url.indexOf('_app/')));
    return { js: url.endsWith('.js'), bytes: gzipSync(readFileSync(file)).byteLength };
  });
  const js = sum(weights.filter((asset) => asset.js).map(({ bytes }) => bytes)) + inlineScript(document);
  const all = gzipSync(document).byteLength + sum(weights.map(({ bytes }) => bytes));
  const limit = name === 'home' ? HOME_KIB : PAGE_KIB;
  yield { metric: `page.${name}.kiB`, value: rounded(all / 1024, 1), unit: 'KiB', limit };
  yield { metric: `page.${name}.jsKiB`, value: rounded(js / 1024, 1), unit: 'KiB', limit: JS_KIB };
}

const inlineScript = (document: string): number =>
  sum([...document.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => (match[1] ?? '').length));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
