import { z } from 'zod';
import { type Contribution, contribute } from '../kernel/index.ts';

/**
 * When a course meets: `weekday` 1 (Monday) to 7, `from` and `to` as `HH:mm` of the community's day. With `nth`, only
 * the nth such weekday of a month; with `everyWeeks` 2, every other week counted from the week the course starts.
 */
export const Slot = z.object({
  weekday: z.number().int().min(1).max(7),
  nth: z.number().int().min(1).max(5).optional(),
  everyWeeks: z.number().int().min(1).max(8).optional(),
  from: z.string(),
  to: z.string(),
});
export type Slot = z.infer<typeof Slot>;

/** An interest class (学习班). `scheduleText` is as written; `slots` is what it means. */
export const Course = z.object({
  id: z.string(),
  name: z.string(),
  category: z.string().optional(),
  teacher: z.string().optional(),
  roomId: z.string().optional(),
  roomName: z.string().optional(),
  scheduleText: z.string().optional(),
  slots: z.array(Slot),
  startsOn: z.string(),
  endsOn: z.string(),
  seats: z.number().int().nonnegative().optional(),
});
export type Course = z.infer<typeof Course>;

export const tallyCourse = (course: Course): Contribution[] =>
  contribute('courses', 1, { on: course.startsOn });
