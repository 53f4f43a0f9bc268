import type { PlainDate } from '../kernel/index.ts';
import type { Course } from './course.ts';

/** The courses that belong on a board, and whether their term is running (or still to come) or is the last one there was. */
export type Term = { running: boolean; courses: Course[] };

/**
 * Courses that have not ended; when all have, those of the last term: the course that began last and all that had not
 * ended when it began.
 */
export function termOn(courses: readonly Course[], today: PlainDate): Term {
  const current = courses.filter(({ endsOn }) => endsOn >= today);
  if (current.length > 0) return { running: true, courses: current };
  const lastStart =
    courses
      .map(({ startsOn }) => startsOn)
      .sort()
      .at(-1) ?? '';
  return { running: false, courses: courses.filter(({ endsOn }) => endsOn >= lastStart) };
}
