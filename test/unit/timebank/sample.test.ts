import { describe, expect, it } from 'vitest';
import { DEFAULT_CHECKS } from '../../../packages/core/src/timebank/hours/checks.ts';
import { monthBefore, type Sampled, sampleOf } from '../../../packages/core/src/timebank/hours/sample.ts';

const record = (n: number, fields: Partial<Sampled> = {}): Sampled => ({
  id: `rec_${n}`,
  servedOn: `2019-04-${String((n % 30) + 1).padStart(2, '0')}`,
  volunteerId: `vol_${n}`,
  durationMinutes: 60,
  createdAt: '2019-04-30T02:00:00.000Z',
  createdBy: 'imp_1',
  byHand: false,
  ...fields,
});
const month = (count: number) => Array.from({ length: count }, (_, n) => record(n));
const why = (sample: Map<string, string>) => Object.groupBy([...sample], ([, reason]) => reason);

describe('the sample audit of a month', () => {
  it('is one record in twenty, ten at the least, and all of a small month', () => {
    expect(sampleOf(month(1000), 'seed', DEFAULT_CHECKS).size).toBe(50);
    expect(sampleOf(month(60), 'seed', DEFAULT_CHECKS).size).toBe(10);
    expect(sampleOf(month(4), 'seed', DEFAULT_CHECKS).size).toBe(4);
    expect(sampleOf([], 'seed', DEFAULT_CHECKS).size).toBe(0);
  });

  it('follows from the seed, not from the order of the records, and is another with another seed', () => {
    const records = month(400);
    const drawn = [...sampleOf(records, 'seed', DEFAULT_CHECKS).keys()].sort();
    expect([...sampleOf(records.toReversed(), 'seed', DEFAULT_CHECKS).keys()].sort()).toEqual(drawn);
    expect([...sampleOf(records, 'other', DEFAULT_CHECKS).keys()].sort()).not.toEqual(drawn);
  });

  it('has long days and what was entered by the dozen or at night, whatever the lot says', () => {
    const long = { volunteerId: 'vol_x', servedOn: '2019-04-03', durationMinutes: 300 };
    const atNight = { createdBy: 'usr_1', createdAt: '2019-04-30T15:10:00.000Z', byHand: true };
    const records = [
      ...month(400),
      record(1001, long),
      record(1002, long),
      ...Array.from({ length: 6 }, (_, n) => record(2000 + n, atNight)),
      ...Array.from({ length: 20 }, (_, n) => record(3000 + n, { createdBy: 'usr_2', byHand: true })),
    ];

    const { longDay = [], bulk = [] } = why(sampleOf(records, 'seed', DEFAULT_CHECKS));

    expect(longDay.map(([id]) => id).sort()).toEqual(['rec_1001', 'rec_1002']);
    expect(bulk.map(([id]) => id).sort()).toEqual([0, 1, 2, 3, 4, 5].map((n) => `rec_${2000 + n}`));
  });

  it('is of the month that is over', () => {
    expect([monthBefore('2019-05-10'), monthBefore('2019-01-31')]).toEqual(['2019-04', '2018-12']);
  });
});
