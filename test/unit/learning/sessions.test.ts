import { type Course, type Slot, sessionsOf } from '@linli/core/learning';
import fc from 'fast-check';
import { expect, test } from 'vitest';

// The spring term of 2019: Monday 4 March to Friday 28 June.
const course = (...slots: Slot[]): Course => ({
  id: 'crs_1',
  name: '茶艺',
  slots,
  startsOn: '2019-03-04',
  endsOn: '2019-06-28',
});

const at = { from: '14:00', to: '16:00' };
const days = (of: Course, from: string, to: string) => sessionsOf(of, from, to).map(({ on }) => on);

test('a weekly class meets once a week on its day', () => {
  expect(days(course({ weekday: 3, ...at }), '2019-04-01', '2019-04-21')).toEqual([
    '2019-04-03',
    '2019-04-10',
    '2019-04-17',
  ]);
});

test('weekday 7 is Sunday and weekday 1 Monday', () => {
  expect(days(course({ weekday: 7, ...at }), '2019-04-01', '2019-04-07')).toEqual(['2019-04-07']);
  expect(days(course({ weekday: 1, ...at }), '2019-04-01', '2019-04-07')).toEqual(['2019-04-01']);
});

test('每月第一个周四: a class on the first Thursday meets once a month', () => {
  expect(days(course({ weekday: 4, nth: 1, ...at }), '2019-03-01', '2019-06-30')).toEqual([
    '2019-03-07',
    '2019-04-04',
    '2019-05-02',
    '2019-06-06',
  ]);
});

test('a class every two weeks is counted from the week the course starts', () => {
  expect(days(course({ weekday: 4, everyWeeks: 2, ...at }), '2019-03-04', '2019-04-14')).toEqual([
    '2019-03-07',
    '2019-03-21',
    '2019-04-04',
  ]);
});

test('a course that starts a week later meets in the other weeks', () => {
  const later = { ...course({ weekday: 4, everyWeeks: 2, ...at }), startsOn: '2019-03-11' };
  expect(days(later, '2019-03-04', '2019-04-14')).toEqual(['2019-03-14', '2019-03-28', '2019-04-11']);
});

test('a course that starts on a Wednesday counts its weeks from the Monday before', () => {
  const midweek = { ...course({ weekday: 1, everyWeeks: 2, ...at }), startsOn: '2019-03-06' };
  expect(days(midweek, '2019-03-01', '2019-03-31')).toEqual(['2019-03-18']);
});

test('a course that ended has no sessions any more', () => {
  expect(days(course({ weekday: 3, ...at }), '2026-01-01', '2026-01-07')).toEqual([]);
});

test('several slots come in order of time, with their own times', () => {
  const busy = course(
    { weekday: 3, from: '09:00', to: '11:00' },
    { weekday: 1, ...at },
    { weekday: 1, from: '08:30', to: '09:30' },
  );

  expect(
    sessionsOf(busy, '2019-04-01', '2019-04-07').map(({ on, from, to }) => `${on} ${from}-${to}`),
  ).toEqual(['2019-04-01 08:30-09:30', '2019-04-01 14:00-16:00', '2019-04-03 09:00-11:00']);
});

const slot = fc.record(
  {
    weekday: fc.integer({ min: 1, max: 7 }),
    nth: fc.integer({ min: 1, max: 5 }),
    everyWeeks: fc.integer({ min: 1, max: 4 }),
  },
  { requiredKeys: ['weekday'] },
);
const day = fc
  .date({ min: new Date('2019-01-01'), max: new Date('2019-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('sessions fall on the weekday, inside what was asked and inside the course', () => {
  fc.assert(
    fc.property(slot, day, day, (when, from, to) => {
      for (const on of days(course({ ...when, ...at }), from, to)) {
        expect(new Date(on).getUTCDay()).toBe(when.weekday % 7);
        expect([from, '2019-03-04', on].toSorted().at(-1)).toBe(on);
        expect([to, '2019-06-28', on].toSorted()[0]).toBe(on);
      }
    }),
  );
});

test('asking for a term week by week finds the same sessions as asking for it whole', () => {
  fc.assert(
    fc.property(slot, (when) => {
      const whole = course({ ...when, ...at });
      const monday = (week: number) => new Date(Date.UTC(2019, 2, 4 + week * 7)).toISOString().slice(0, 10);
      const sunday = (week: number) => new Date(Date.UTC(2019, 2, 10 + week * 7)).toISOString().slice(0, 10);
      const byWeek = Array.from({ length: 17 }, (_, week) => days(whole, monday(week), sunday(week))).flat();

      expect(byWeek).toEqual(days(whole, '2019-03-04', '2019-06-28'));
    }),
  );
});
