import { openingRule, type PointsRule, pointsEarned, ruleInForce } from '@linli/core/timebank';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capsOn, upTo } from '../../../packages/core/src/timebank/rules/quota.ts';
import { ruleAfter, stateOf } from '../../../packages/core/src/timebank/rules/rule.ts';
import { refusalToGive, refusalToSpend } from '../../../packages/core/src/timebank/rules/spending.ts';

const rule: PointsRule = { ...openingRule('tnt_a'), byCategory: { 助老: 12 } };

/** A service of a Friday. */
const served = (durationMinutes: number, category = '便民', servedOn = '2019-04-12') => ({
  ...{ category, servedOn, durationMinutes },
});

describe('points earned', () => {
  test('half an hour earns half the rate, not nothing', () => {
    expect(pointsEarned(rule, served(30))).toBe(5);
  });

  test('a category with a rate of its own earns by it', () => {
    expect(pointsEarned(rule, served(60, '助老'))).toBe(12);
  });

  test('one record is never more than half a point away from the exact rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1440 }), fc.integer({ min: 0, max: 1000 }), (minutes, rate) => {
        const exact = (minutes * rate) / 60;
        const earned = pointsEarned({ ...rule, byCategory: {}, pointsPerHour: rate }, served(minutes));
        expect(Math.abs(earned - exact)).toBeLessThanOrEqual(0.5);
        expect(Number.isInteger(earned)).toBe(true);
      }),
    );
  });

  test('rounding down never gives more than the exact rate, and a half hour that earns anything a point', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1440 }), fc.integer({ min: 0, max: 1000 }), (minutes, rate) => {
        const down: PointsRule = { ...openingRule('tnt_a'), pointsPerHour: rate, rounding: 'down' };
        const earned = pointsEarned(down, served(minutes));
        expect(earned).toBeLessThanOrEqual(Math.max(1, (minutes * rate) / 60));
        if (minutes >= 30 && rate > 0) expect(earned).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('multipliers', () => {
  const raised = (multipliers: PointsRule['multipliers']): PointsRule => ({ ...rule, multipliers });
  const festival = { name: '春节', percent: 200, from: '2019-02-04', until: '2019-02-10' };

  test.each([
    ['2019-02-03', 10],
    ['2019-02-04', 20],
    ['2019-02-10', 20],
    ['2019-02-11', 10],
  ])('hold from their first day through their last: on %s an hour earns %i', (day, points) => {
    expect(pointsEarned(raised([festival]), served(60, '便民', day))).toBe(points);
  });

  test('hold on their weekdays, of which Sunday is the seventh', () => {
    const weekend = raised([{ name: '周末', percent: 150, weekdays: [6, 7] }]);

    expect(
      ['2019-04-12', '2019-04-13', '2019-04-14'].map((day) => pointsEarned(weekend, served(60, '便民', day))),
    ).toEqual([10, 15, 15]);
  });

  test('raise the rate of the category they are for, and no other', () => {
    const urgent = raised([{ name: '急需', percent: 150, categories: ['助老'] }]);

    expect([pointsEarned(urgent, served(60, '助老')), pointsEarned(urgent, served(60))]).toEqual([18, 10]);
  });

  test('that meet do not add up: the greatest holds', () => {
    const both = raised([festival, { name: '急需', percent: 150, categories: ['便民'] }]);

    expect(pointsEarned(both, served(60, '便民', '2019-02-05'))).toBe(20);
  });
});

describe('the rule in force', () => {
  const rules: PointsRule[] = [
    { id: 'b', from: '2019-01-01', pointsPerHour: 12 },
    { id: 'a', from: '1970-01-01', pointsPerHour: 10 },
    { id: 'c', from: '2019-02-01', pointsPerHour: 99, withdrawnAt: '2019-01-20T00:00:00.000Z' },
    { id: 'd', from: '2019-03-01', pointsPerHour: 15 },
  ];

  test.each([
    ['2018-12-31', 10],
    ['2019-01-01', 12],
    ['2019-02-28', 12],
    ['2026-01-01', 15],
  ])(
    'on %s is the one with the latest start on or before the day, and never a withdrawn one',
    (on, points) => {
      expect(ruleInForce(rules, on).pointsPerHour).toBe(points);
    },
  );

  test('before the first there is none, and the refusal names the day', () => {
    expect(() => ruleInForce(rules, '1969-12-31')).toThrow(/1969-12-31/);
  });

  test('stands among past, coming and withdrawn ones', () => {
    expect(rules.map((one) => stateOf(one, rules, '2019-02-10'))).toEqual([
      'inForce',
      'past',
      'withdrawn',
      'coming',
    ]);
    expect(ruleAfter(rules, '2019-01-10')?.id).toBe('d');
  });
});

describe('caps', () => {
  const capped: PointsRule = { ...rule, dailyCap: 40, yearlyCap: 600 };
  const record = { accountId: 'acc_1', points: 30, servedOn: '2019-04-12' } as never;

  test('are of the day and of the year of the service, each with its own counter', () => {
    expect(capsOn(capped, record)).toEqual([
      { id: 'acc_1.earned.20190412', most: 40, period: '20190412' },
      { id: 'acc_1.earned.2019', most: 600, period: '2019' },
    ]);
    expect(capsOn(rule, record)).toEqual([]);
  });

  test('keep back what is too much, and say how much that was', () => {
    const caps = capsOn(capped, record);

    expect(upTo(record, 30, caps)).not.toHaveProperty('pointsWithheld');
    expect(upTo(record, 12, caps)).toMatchObject({ points: 12, pointsWithheld: 18 });
    expect(upTo(record, -5, caps)).toMatchObject({ points: 0, pointsWithheld: 30 });
    expect(upTo(record, -5, caps)).not.toHaveProperty('countedIn');
  });
});

describe('who may spend and give', () => {
  const holder = (ownerKind: 'member' | 'enterprise') => ({
    ...{ accountId: 'acc_1', ownerId: 'x', ownerKind, name: '王芳' },
  });
  const giving = (ownerKind: 'member' | 'enterprise', points: number) => ({
    ...{ holder: holder(ownerKind), points, field: 'points' },
  });

  test('a rule that says nothing of it lets everybody', () => {
    expect(refusalToSpend(rule, holder('enterprise'), 'holder')).toBeUndefined();
    expect(refusalToGive(rule, 'transfer', [giving('member', 1_000_000)])).toBeUndefined();
    expect(refusalToGive(undefined, 'gift', [giving('enterprise', 5)])).toBeUndefined();
  });

  test('points of members only are redeemed where the rule says so', () => {
    const members: PointsRule = { ...rule, spenders: ['member'] };

    expect(refusalToSpend(members, holder('member'), 'holder')).toBeUndefined();
    expect(refusalToSpend(members, holder('enterprise'), 'holder')).toMatchObject({ reason: 'mayNotSpend' });
  });

  test('a card that may only make gifts makes no transfers, and the limit of a person is not its limit', () => {
    const gifts: PointsRule = { ...rule, cardsMay: ['gift'], transferMost: 50 };

    expect(refusalToGive(gifts, 'transfer', [giving('enterprise', 5)])).toMatchObject({
      reason: 'cardMayNotGive',
    });
    expect(refusalToGive(gifts, 'gift', [giving('enterprise', 500)])).toBeUndefined();
    expect(refusalToGive(gifts, 'gift', [giving('member', 51)])).toMatchObject({
      reason: 'transferTooMuch',
      field: 'points',
      params: { max: 50 },
    });
  });
});
