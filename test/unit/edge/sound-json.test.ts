import { expect, it } from 'vitest';
import { brokenTextIn, depthOf } from '../../../functions/src/api/middleware/sound-json.ts';

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

it.each([
  ['{"name":"\\ud83d"}', 'name'],
  ['{"sheets":[{"a":1},{"name":"x\\udc00y"}]}', 'sheets.1.name'],
  ['["\\udc00\\ud83d"]', '0'],
  ['{"a":{"\\ud800":1}}', 'a'],
  ['{"name":"\\ud83d\\ude00 \\ud83c\\udf51"}', undefined],
  ['{"name":"\\\\ud83d"}', undefined],
  ['{"name":"\\ud83d"', undefined],
])('%s holds half a sign in %s', (json, field) => {
  expect(brokenTextIn(json)).toBe(field);
});
