import type { Course } from '@linli/core/learning';
import { expect, test } from 'vitest';
import { termOn } from '../../../packages/core/src/learning/term.ts';

const course = (name: string, startsOn: string, endsOn: string): Course => ({
  id: name,
  name,
  slots: [],
  startsOn,
  endsOn,
});
const autumn = course('秋季书法', '2018-09-03', '2018-12-28');
const spring = course('春季书法', '2019-03-04', '2019-06-28');
const lateSpring = course('春季茶艺', '2019-04-01', '2019-05-31');

const names = ({ courses }: { courses: Course[] }) => courses.map(({ name }) => name);

test('while courses run, the board shows those that have not ended', () => {
  const term = termOn([lateSpring, spring, autumn], '2019-06-01');

  expect(term.running).toBe(true);
  expect(names(term)).toEqual(['春季书法']);
});

test('a course that is still to come is on the board', () => {
  expect(names(termOn([spring, autumn], '2019-01-15'))).toEqual(['春季书法']);
});

test('a course meets on its last day', () => {
  expect(termOn([spring], '2019-06-28').running).toBe(true);
});

test('when all have ended, the board keeps the last term and not the one before', () => {
  const term = termOn([lateSpring, spring, autumn], '2026-01-01');

  expect(term.running).toBe(false);
  expect(names(term)).toEqual(['春季茶艺', '春季书法']);
});

test('a community that never had a course has an empty board', () => {
  expect(termOn([], '2026-01-01')).toEqual({ running: false, courses: [] });
});
