import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Family, type Measurement, rounded, say } from './measure.ts';

/** Where `npm run synth` builds the functions. */
export const BUNDLES = join(import.meta.dirname, '../../infra/.build');

const NAMES = ['api', 'auth', 'web', 'stream', 'jobs'] as const;
type Name = (typeof NAMES)[number];

export const entryOf = (name: Name): string => join(BUNDLES, name, 'index.mjs');

/** What a cold start has to fetch: all code of a function, compressed. */
export const bundles: Family = {
  name: 'bundle',
  async *measure(): AsyncIterable<Measurement> {
    for (const name of NAMES) {
      const folder = join(BUNDLES, name);
      if (existsSync(folder)) yield { metric: `bundle.${name}.gzipKiB`, value: gzipKiB(folder), unit: 'KiB' };
      else say(`  not built: ${folder} (npm run synth)`);
    }
  },
};

function gzipKiB(folder: string): number {
  const code = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.m?js$/.test(name),
  );
  const bytes = code.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).byteLength, 0);
  return rounded(bytes / 1024, 1);
}
