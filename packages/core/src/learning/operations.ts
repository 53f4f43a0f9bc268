import { notFound, type Page, type PageRequest, requirePermission, type Scope } from '../kernel/index.ts';
import { throughDay, view, viewPage } from '../table/index.ts';
import { Course } from './course.ts';
import { Courses, Rooms } from './entities.ts';
import { Room } from './room.ts';

/** In the community's own order. */
export async function listRooms(scope: Scope, request: PageRequest): Promise<Page<Room>> {
  requirePermission(scope, 'learning:read');
  const query = Rooms.query.inOrder({ tenantId: scope.tenantId });
  return viewPage(Room, await scope.table.page(Rooms, query, request));
}

export async function getRoom(scope: Scope, id: string): Promise<Room> {
  requirePermission(scope, 'learning:read');
  const room = await scope.table.get(Rooms, Rooms.get({ tenantId: scope.tenantId, id }));
  if (room === undefined) throw notFound('room');
  return view(Room, room);
}

/** Those that start last first; only those that have begun by a day with `until`. */
export async function listCourses(
  scope: Scope,
  request: PageRequest & { until?: string },
): Promise<Page<Course>> {
  requirePermission(scope, 'learning:read');
  const all = Courses.query.byStart({ tenantId: scope.tenantId });
  const query = request.until === undefined ? all : all.lte({ startsOn: throughDay(request.until) });
  return viewPage(Course, await scope.table.page(Courses, query, { ...request, order: 'desc' }));
}

export async function getCourse(scope: Scope, id: string): Promise<Course> {
  requirePermission(scope, 'learning:read');
  const course = await scope.table.get(Courses, Courses.get({ tenantId: scope.tenantId, id }));
  if (course === undefined) throw notFound('course');
  return view(Course, course);
}
