import {
  hoursEntryOf,
  openingRule,
  pointsEarned,
  pointsEntryOf,
  postedTo,
  ruleInForce,
  type ServiceRecord,
} from '@linli/core/timebank';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const rule = { ...openingRule('tnt_a'), byCategory: { 助老: 12 } };

describe('points earned', () => {
  test('half an hour earns half the rate, not nothing', () => {
    expect(pointsEarned(rule, '便民', 30)).toBe(5);
  });

  test('a category with a rate of its own earns by it', () => {
    expect(pointsEarned(rule, '助老', 60)).toBe(12);
  });

  test('one record is never more than half a point away from the exact rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1440 }), fc.integer({ min: 0, max: 1000 }), (minutes, rate) => {
        const exact = (minutes * rate) / 60;
        const earned = pointsEarned({ ...rule, byCategory: {}, pointsPerHour: rate }, '便民', minutes);
        expect(Math.abs(earned - exact)).toBeLessThanOrEqual(0.5);
        expect(Number.isInteger(earned)).toBe(true);
      }),
    );
  });
});

describe('the rule in force', () => {
  const rules = [
    { id: 'b', from: '2019-01-01', pointsPerHour: 12 },
    { id: 'a', from: '1970-01-01', pointsPerHour: 10 },
  ];

  test.each([
    ['2018-12-31', 10],
    ['2019-01-01', 12],
    ['2026-01-01', 12],
  ])('on %s is the one with the latest start on or before the day', (on, points) => {
    expect(ruleInForce(rules, on).pointsPerHour).toBe(points);
  });

  test('before the first there is none, and the refusal names the day', () => {
    expect(() => ruleInForce(rules, '1969-12-31')).toThrow(/1969-12-31/);
  });
});

const record = (durationMinutes: number, points: number): ServiceRecord => ({
  id: 'rec_1',
  servedOn: '2019-04-12',
  item: '理发',
  category: '便民',
  volunteerId: 'vol_1',
  volunteerNo: 'DH0001',
  volunteerName: '王芳',
  accountId: 'acc_1',
  durationMinutes,
  points,
  ruleId: 'rul_1',
  peopleServed: 1,
});

describe('the entries of a service record', () => {
  test('are one in each book, and what the member gains the other side gives', () => {
    expect(hoursEntryOf(record(90, 15))).toMatchObject({
      book: 'minutes',
      postings: [
        { account: 'acc_1', amount: 90 },
        { account: 'served', amount: -90 },
      ],
    });
    expect(pointsEntryOf(record(90, 15))).toMatchObject({
      book: 'points',
      postings: [
        { account: 'acc_1', amount: 15 },
        { account: 'issuance', amount: -15 },
      ],
    });
  });

  test('refuse fractions of a unit', () => {
    expect(() => hoursEntryOf(record(1.5, 0))).toThrow(/whole/);
  });

  test('add up to what the account gains in each book', () => {
    const two = [record(90, 15), { ...record(30, 5), id: 'rec_2' }];
    expect(postedTo('acc_1', two)).toEqual({ points: 20, minutes: 120 });
    expect(postedTo('acc_2', two)).toEqual({ points: 0, minutes: 0 });
  });
});
