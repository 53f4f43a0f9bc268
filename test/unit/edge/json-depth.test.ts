import { expect, it } from 'vitest';
import { depthOf } from '../../../functions/src/api/middleware/json-depth.ts';

it.each([
  ['1', 0],
  ['{}', 1],
  ['{"a":[{"b":1},[]]}', 3],
  ['"[[[["', 0],
  ['{"[": "\\"[[", "b": "\\\\"}', 1],
  ['["a", "b'.concat('[['), 1],
])('%s is nested %i deep', (json, depth) => {
  expect(depthOf(json)).toBe(depth);
});

it('is told of a megabyte of brackets and of quotes in no time', () => {
  const started = performance.now();

  expect(depthOf('['.repeat(1024 * 1024))).toBe(1024 * 1024);
  expect(depthOf('"\\"'.repeat(350_000))).toBe(0);
  expect(performance.now() - started).toBeLessThan(2000);
});
