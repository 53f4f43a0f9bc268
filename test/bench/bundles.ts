import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundleAll } from '../../infra/src/bundle.ts';
import { bundleFolder, LAMBDAS, type LambdaName } from '../../infra/src/bundles.ts';
import { buildSiteIfStale } from '../../scripts/site-build.ts';
import { type Family, rounded, say } from './measure.ts';

/**
 * What they hold and an eighth more, so that a dependency that makes a function heavier is somebody's decision. Much of
 * it only some requests load: the dictionary of pinyin, the reader of workbooks, the site's pages.
 */
const LIMIT_KIB: Record<LambdaName, number> = { api: 670, auth: 765, web: 1470, stream: 370, jobs: 630 };

const metricOf = (name: LambdaName) => `bundle.${name}.gzipKiB`;

/** What a cold start has to fetch: all code of a function, compressed. */
export const bundles: Family = {
  name: 'bundle',
  metrics: LAMBDAS.map(metricOf),
  async *measure() {
    await freshBundles();
    for (const name of LAMBDAS)
      yield {
        metric: metricOf(name),
        value: gzipKiB(bundleFolder(name)),
        unit: 'KiB',
        limit: LIMIT_KIB[name],
      };
  },
};

let bundled: Promise<void> | undefined;

/** The bundles as `npm run synth` makes them, of the sources as they are now; made once a run. */
export function freshBundles(): Promise<void> {
  buildSiteIfStale();
  bundled ??= bundling();
  return bundled;
}

function bundling(): Promise<void> {
  say('  bundling the functions');
  return bundleAll();
}

function gzipKiB(folder: string): number {
  const code = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.m?js$/.test(name),
  );
  const bytes = code.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).byteLength, 0);
  return rounded(bytes / 1024, 1);
}
