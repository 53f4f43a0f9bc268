import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { bundleFolder, ROOT } from '../../infra/src/bundles.ts';
import { builtBundles } from './support/bundles.ts';

beforeAll(builtBundles);

const stack = (args: string[], input: string) =>
  spawnSync(process.execPath, [join(ROOT, 'scripts', 'stack.ts'), ...args], { input, encoding: 'utf8' });

test('a place of a deployed trace is told in the sources, and the rest of the trace is left as it is', () => {
  const lines = readFileSync(join(bundleFolder('api'), 'index.mjs'), 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes('/healthz'));
  const column = lines[line]?.indexOf('/healthz') ?? -1;
  expect(column).toBeGreaterThan(0);

  const { stdout, status } = stack(
    ['api'],
    `TypeError: no\n    at Uc (file:///var/task/index.mjs:${line + 1}:${column + 1})\n    at node:internal/x:1:2\n`,
  );

  expect(stdout).toMatch(
    /^TypeError: no\n {4}at Uc \(functions\/src\/[\w/-]+\.ts:\d+:\d+\)\n {4}at node:internal\/x:1:2\n/,
  );
  expect(status).toBe(0);
});

test('without the name of a function it says how it is called', () => {
  const { stderr, status } = stack(['lambda'], '');

  expect(stderr).toContain('npm run stack -- api|auth|web|stream|jobs');
  expect(status).toBe(2);
});
