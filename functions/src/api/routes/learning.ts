import {
  Course,
  getCourse,
  getRoom,
  listCourses,
  listRooms,
  PublicClasses,
  publicClasses,
  Room,
} from '@linli/core/learning';
import { Hono } from 'hono';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { PageQuery, query, until } from '../input.ts';
import { permit } from '../middleware/permit.ts';

export const learning = new Hono<AppEnvironment>()
  .get(
    '/rooms',
    describe("Function rooms, in the community's order", pageOf(Room)),
    permit('learning:read'),
    query(PageQuery),
    async (c) => c.json(await listRooms(c.var.scope, c.req.valid('query'))),
  )
  .get('/rooms/:id', describe('One function room', Room), permit('learning:read'), async (c) =>
    c.json(await getRoom(c.var.scope, c.req.param('id'))),
  )
  .get(
    '/courses',
    describe('Courses, those that start last first', pageOf(Course)),
    permit('learning:read'),
    query(PageQuery.extend(until)),
    async (c) => c.json(await listCourses(c.var.scope, c.req.valid('query'))),
  )
  .get('/courses/:id', describe('One course', Course), permit('learning:read'), async (c) =>
    c.json(await getCourse(c.var.scope, c.req.param('id'))),
  )
  .get(
    '/public',
    describe("This week's classes, the term's timetable and the rooms, for everyone", PublicClasses),
    permit('public:read'),
    async (c) => c.json(await publicClasses(c.var.scope)),
  );
