import { expect, it } from 'vitest';
import { isRedemptionDay } from '../../../packages/core/src/timebank/catalogue/redemption-days.ts';

const SATURDAY = 6;

it.each([
  ['every', ['2019-05-04', '2019-05-11', '2019-05-25']],
  ['first', ['2019-05-04', '2019-06-01']],
  ['second', ['2019-05-11', '2019-06-08']],
  ['fourth', ['2019-05-25', '2019-06-22']],
  ['last', ['2019-05-25', '2019-06-29', '2019-02-23', '2020-02-29']],
] as const)('the %s Saturday is a redemption day, and no other day of the week', (week, days) => {
  const rule = { weekly: { week, weekday: SATURDAY } };

  expect(days.map((day) => isRedemptionDay(rule, day))).toEqual(days.map(() => true));
  for (const day of ['2019-05-03', '2019-05-05', '2019-05-18'].filter(
    (each) => week !== 'every' || each !== '2019-05-18',
  ))
    expect(isRedemptionDay(rule, day)).toBe(false);
});

it('single days are redemption days beside a weekday, and every day is where none is named', () => {
  const days = { weekly: { week: 'every' as const, weekday: 7 }, dates: ['2019-05-01'] };

  expect(['2019-05-01', '2019-05-05', '2019-05-06'].map((day) => isRedemptionDay(days, day))).toEqual([
    true,
    true,
    false,
  ]);
  expect(isRedemptionDay({ dates: ['2019-05-01'] }, '2019-05-02')).toBe(false);
  expect(isRedemptionDay({}, '2019-05-02')).toBe(true);
});
