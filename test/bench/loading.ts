import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundleFolder, ROOT } from '../../infra/src/bundles.ts';
import { freshBundles } from './bundles.ts';
import { type Family, median, rounded, say } from './measure.ts';

const RUNS = 15;
/** Hono and the DynamoDB client alone; ElectroDB, zod and Linli add as much again (2 is seen), and a fifth is left to the noise. */
const API_VS_BARE = 2.5;

/** How long the API's bundle takes to load, against one with only Hono and the DynamoDB client, in fresh processes by turns. */
export const loading: Family = {
  name: 'api',
  metrics: ['api.loadVsBare'],
  async *measure() {
    await freshBundles();
    const api = join(bundleFolder('api'), 'index.mjs');
    const folder = mkdtempSync(join(tmpdir(), 'linli-bench-'));
    try {
      const bare = await bareBundle(folder);
      const times = { api: [] as number[], bare: [] as number[] };
      for (let run = 0; run <= RUNS; run++) {
        const taken = { bare: loadMs(bare), api: loadMs(api) };
        // The first round only warms the page cache.
        if (run === 0) continue;
        times.bare.push(taken.bare);
        times.api.push(taken.api);
      }
      const value = rounded(median(times.api) / median(times.bare));
      say(`  ${rounded(median(times.api), 1)} ms against ${rounded(median(times.bare), 1)} ms`);
      yield { metric: 'api.loadVsBare', value, unit: 'ratio', limit: API_VS_BARE };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function bareBundle(folder: string): Promise<string> {
  const outfile = join(folder, 'bare.mjs');
  await build({
    stdin: {
      contents: `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
        import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
        import { Hono } from 'hono';
        export const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-central-1' }));
        export const app = new Hono().get('/', (c) => c.text('bare'));`,
      resolveDir: join(ROOT, 'functions'),
    },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    outfile,
    banner: {
      js: "import { createRequire as __bareRequire } from 'node:module'; const require = __bareRequire(import.meta.url);",
    },
  });
  return outfile;
}

const PROBE = `const t = performance.now(); await import(process.argv[1]); process.stdout.write(String(performance.now() - t)); process.exit(0);`;

function loadMs(file: string): number {
  const answer = execFileSync(
    process.execPath,
    ['--input-type=module', '--eval', PROBE, pathToFileURL(file).href],
    { env: { ...process.env, ...DEPLOYED }, encoding: 'utf8' },
  );
  return Number(answer);
}

/** What the functions are told by their stack; nothing is called while loading. */
const DEPLOYED = {
  AWS_REGION: 'eu-central-1',
  TABLE_NAME: 'linli',
  DISTRICT_ID: 'bench',
  FILES_BUCKET_ARN: 'arn:aws:s3:::linli-files',
  ID_NUMBERS_KEY_ARN: 'arn:aws:kms:eu-west-1:000000000000:key/id-numbers',
  TENANT_ROLE_ARN: 'arn:aws:iam::000000000000:role/linli-tenant',
  ORIGIN: 'https://linli.example',
};
