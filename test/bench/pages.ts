import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { loadSite } from '../../functions/src/local/site.ts';
import { startEngine } from '../support/engine.ts';
import { createBenchTable } from './bench-table.ts';
import { onboardDemo } from './demo-community.ts';
import { type Family, type Measurement, rounded, say } from './measure.ts';
import { appOver } from './metered-api.ts';

const BUILD = join(import.meta.dirname, '../../web/build');
/** Issue 2 §5: the home page over the wire, without pictures. Pages that only read send no JavaScript. */
const HOME_KIB = 60;
const READING_JS_KIB = 0;

const PAGES = {
  home: '',
  timebank: '/timebank',
  classes: '/classes',
  organisations: '/organisations',
  units: '/units',
};

/** Each public page of the demo community over the wire: the document and what it makes a browser fetch, compressed. */
export const pages: Family = {
  name: 'page',
  async *measure(): AsyncIterable<Measurement> {
    const handler = join(BUILD, 'handler.js');
    if (!existsSync(handler)) {
      say(`  not built: ${handler} (npm run build)`);
      return;
    }
    const engine = await startEngine();
    const folder = mkdtempSync(join(tmpdir(), 'linli-bench-'));
    try {
      const made = await createBenchTable(engine.endpoint);
      const { tenantId } = await onboardDemo(made, 'donghuan', folder);
      const app = appOver(made);
      const { site } = await loadSite();
      const platform = {
        api: async (request: Request) => app.fetch(request),
        auth: async () => new Response('{}', { status: 401 }),
      };
      for (const [name, path] of Object.entries(PAGES)) {
        const request = new Request(`http://127.0.0.1/donghuan${path}`);
        const response = await site.respond(request, platform, '127.0.0.1');
        if (response.ok) yield* weigh(name, await response.text());
        else say(`  ${name}: ${response.status} for ${request.url} of ${tenantId}`);
      }
    } finally {
      await engine.stop();
      rmSync(folder, { recursive: true });
    }
  },
};

function* weigh(name: string, document: string): Iterable<Measurement> {
  const assets = [
    ...new Set(
      [...document.matchAll(/(?:href|src)="([^"]*_app\/[^"]+\.(?:css|js))"/g)].map((m) => m[1] ?? ''),
    ),
  ];
  const weights = assets.map((url) => {
    const file = join(BUILD, 'client', url.slice(url.indexOf('_app/')));
    return { js: url.endsWith('.js'), bytes: gzipSync(readFileSync(file)).byteLength };
  });
  const js = sum(weights.filter((asset) => asset.js).map(({ bytes }) => bytes)) + inlineScript(document);
  const all = gzipSync(document).byteLength + sum(weights.map(({ bytes }) => bytes));
  const kib = { metric: `page.${name}.kiB`, value: rounded(all / 1024, 1), unit: 'KiB' };
  yield name === 'home' ? { ...kib, limit: HOME_KIB } : kib;
  yield { metric: `page.${name}.jsKiB`, value: rounded(js / 1024, 1), unit: 'KiB', limit: READING_JS_KIB };
}

const inlineScript = (document: string): number =>
  sum([...document.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => (match[1] ?? '').length));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
