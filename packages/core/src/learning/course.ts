import { z } from 'zod';
import { type Contribution, contribute, publicField } from '../kernel/index.ts';

/**
 * When a course meets: `weekday` 1 (Monday) to 7, `from` and `to` as `HH:mm` of the community's day. With `nth`, only
 * the nth such weekday of a month; with `everyWeeks` 2, every other week counted from the week the course starts.
 */
export const Slot = z.object({
  weekday: publicField(z.number().int().min(1).max(7)),
  nth: publicField(z.number().int().min(1).max(5).optional()),
  everyWeeks: publicField(z.number().int().min(1).max(8).optional()),
  from: publicField(z.string()),
  to: publicField(z.string()),
});
export type Slot = z.infer<typeof Slot>;

/** An interest class (学习班). `scheduleText` is as written; `slots` is what it means. */
export const Course = z.object({
  id: publicField(z.string()),
  name: publicField(z.string()),
  category: publicField(z.string().optional()),
  teacher: publicField(z.string().optional()),
  roomId: publicField(z.string().optional()),
  roomName: publicField(z.string().optional()),
  scheduleText: publicField(z.string().optional()),
  slots: publicField(z.array(Slot)),
  startsOn: publicField(z.string()),
  endsOn: publicField(z.string()),
  seats: publicField(z.number().int().nonnegative().optional()),
});
export type Course = z.infer<typeof Course>;

export const tallyCourse = (course: Course): Contribution[] =>
  contribute('courses', 1, { on: course.startsOn });
