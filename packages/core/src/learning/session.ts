import { z } from 'zod';
import type { PlainDate } from '../kernel/index.ts';
import type { Course, Slot } from './course.ts';

/** One meeting of a course: the day, and its times as `HH:mm`. */
export const Session = z.object({
  courseId: z.string(),
  courseName: z.string(),
  roomName: z.string().optional(),
  on: z.string(),
  from: z.string(),
  to: z.string(),
});
export type Session = z.infer<typeof Session>;

type Meets = Pick<Course, 'id' | 'name' | 'roomName' | 'slots' | 'startsOn' | 'endsOn'>;

/** The course's sessions from one day to another, both included, in order of time; none outside its own first and last day. */
export function sessionsOf(course: Meets, from: PlainDate, to: PlainDate): Session[] {
  const first = laterOf(from, course.startsOn);
  const last = earlierOf(to, course.endsOn);
  return datesBetween(first, last)
    .flatMap((on) =>
      course.slots
        .filter((slot) => meetsOn(slot, on, course.startsOn))
        .map((slot) => ({
          courseId: course.id,
          courseName: course.name,
          roomName: course.roomName,
          on,
          from: slot.from,
          to: slot.to,
        })),
    )
    .sort(byTime);
}

export const byTime = (a: Session, b: Session): number =>
  `${a.on} ${a.from}` < `${b.on} ${b.from}` ? -1 : `${a.on} ${a.from}` > `${b.on} ${b.from}` ? 1 : 0;

/** Today and the six days after it. */
export const weekFrom = (today: PlainDate) => ({ from: today, to: dateOf(dayNumber(today) + 6) });

function meetsOn(slot: Slot, on: PlainDate, startsOn: PlainDate): boolean {
  if (weekdayOf(on) !== slot.weekday) return false;
  if (slot.nth !== undefined && Math.ceil(Number(on.slice(8)) / 7) !== slot.nth) return false;
  return (weekNumber(on) - weekNumber(startsOn)) % (slot.everyWeeks ?? 1) === 0;
}

const DAY_MS = 24 * 60 * 60 * 1000;

// Days and weeks are counted from Monday 1969-12-29, so that a week begins on its Monday.
const dayNumber = (date: PlainDate): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
const dateOf = (day: number): PlainDate => new Date(day * DAY_MS).toISOString().slice(0, 10);
const weekNumber = (date: PlainDate): number => Math.floor((dayNumber(date) + 3) / 7);
/** 1 for Monday to 7 for Sunday. */
const weekdayOf = (date: PlainDate): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;

function datesBetween(first: PlainDate, last: PlainDate): PlainDate[] {
  const start = dayNumber(first);
  const length = Math.max(0, dayNumber(last) - start + 1);
  return Array.from({ length }, (_, i) => dateOf(start + i));
}

const laterOf = (a: PlainDate, b: PlainDate) => (a > b ? a : b);
const earlierOf = (a: PlainDate, b: PlainDate) => (a < b ? a : b);
