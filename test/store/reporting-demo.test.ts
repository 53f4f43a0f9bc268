import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scope } from '@linli/core/kernel';
import { report, verify } from '@linli/core/reporting';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBenchTable } from '../bench/bench-table.ts';
import { onboardDemo } from '../bench/demo-community.ts';
import { type Engine, startEngine } from '../support/engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'linli-demo-'));
let engine: Engine;
let scope: Scope;

beforeAll(async () => {
  engine = await startEngine();
  scope = await onboardDemo(await createBenchTable(engine.endpoint), 'donghuan', folder);
}, 240_000);

afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true });
});

test('the twelve ledgers of 东环路社区 reproduce every figure that is expected of them', async () => {
  const path = join(import.meta.dirname, '../../packages/core/demo/donghuan/expected.json');
  const expected = JSON.parse(readFileSync(path, 'utf8'));

  const found = await report(scope, {
    community: { slug: 'donghuan', name: '东环路社区' },
    asOf: expected.asOf,
  });

  expect(found).toMatchObject(expected);
  expect(Object.keys(found.courtyard)).toHaveLength(15);
});

test('after an import every counter and every account agrees with the rows', async () => {
  const { matches, counters, balances } = await verify(scope);

  expect(counters.filter((counter) => !counter.matches)).toEqual([]);
  expect(balances).toEqual([]);
  expect(matches).toBe(true);
});
