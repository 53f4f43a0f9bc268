import { z } from 'zod';
import { plainDateOf, requirePermission, type Scope } from '../kernel/index.ts';
import { view } from '../table/index.ts';
import { Course } from './course.ts';
import { Courses, Rooms } from './entities.ts';
import { Room } from './room.ts';
import { byTime, Session, sessionsOf, weekFrom } from './session.ts';
import { termOn } from './term.ts';

/**
 * The classes' board: what meets from today to six days on, the timetable of the term, and the rooms. When every course
 * has ended, `running` is false, `sessions` is empty and `courses` are those of the last term; `begun` says whether there
 * has been any.
 */
export const PublicClasses = z.object({
  week: z.object({ from: z.string(), to: z.string() }),
  sessions: z.array(Session),
  running: z.boolean(),
  begun: z.boolean(),
  courses: z.array(Course),
  rooms: z.array(Room.omit({ keeper: true })),
});
export type PublicClasses = z.infer<typeof PublicClasses>;

/** Two queries: the hundred courses that start last, and a hundred rooms. */
export async function publicClasses(scope: Scope): Promise<PublicClasses> {
  requirePermission(scope, 'public:read');
  const { tenantId, table } = scope;
  const today = plainDateOf(scope.now);
  const week = weekFrom(today);
  const [latest, rooms] = await Promise.all([
    table.page(Courses, Courses.query.byStart({ tenantId }), { limit: 100, order: 'desc' }),
    table.page(Rooms, Rooms.query.inOrder({ tenantId }), { limit: 100 }),
  ]);
  const { running, courses } = termOn(
    latest.items.map((course) => view(Course, course)),
    today,
  );
  const sessions = courses.flatMap((course) => sessionsOf(course, week.from, week.to)).sort(byTime);
  return view(PublicClasses, {
    week,
    sessions,
    running,
    begun: courses.length > 0,
    courses,
    rooms: rooms.items,
  });
}
