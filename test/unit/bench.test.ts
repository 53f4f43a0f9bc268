import { expect, test } from 'vitest';
import { FAMILIES } from '../bench/families.ts';
import { holds } from '../bench/measure.ts';

/** What Linli is held to, whatever else is measured: a full run fails when one of these is missing. */
const HELD_TO = [
  'import.writeUnitsPerRow',
  'import.callsPerRow',
  'import.rowsVsRawBatchWrite',
  'import.peakMemoryMiB',
  'record.writeUnits',
  'record.roundTrips',
  ...['transfer', 'redemption', 'batch50'].flatMap((name) => [`${name}.writeUnits`, `${name}.roundTrips`]),
  'statement.readUnits.100',
  'statement.readUnits.100k',
  ...['home', 'list'].flatMap((page) => [`${page}.readUnits.1k`, `${page}.readUnits.100k`, `${page}.calls`]),
  'api.loadVsBare',
  ...['api', 'auth', 'web', 'stream', 'jobs'].map((name) => `bundle.${name}.gzipKiB`),
  ...[
    'district',
    'home',
    'courtyards',
    'courtyard',
    'timebank',
    'classes',
    'organisations',
    'units',
    'signIn',
  ].flatMap((page) => [`page.${page}.kiB`, `page.${page}.jsKiB`]),
];

test('the bench promises every metric that Linli is held to', () => {
  const promised = FAMILIES.flatMap(({ metrics }) => metrics);

  expect(HELD_TO.filter((metric) => !promised.includes(metric))).toEqual([]);
});

test('a limit is the most a value may be, or the least where its unit says so', () => {
  const most = { metric: 'm', unit: 'ratio', limit: 1 } as const;
  const least = { ...most, unit: 'ratio, at least' } as const;

  expect([0.9, 1, 1.1].map((value) => holds({ ...most, value }))).toEqual([true, true, false]);
  expect([0.9, 1, 1.1].map((value) => holds({ ...least, value }))).toEqual([false, true, true]);
});
