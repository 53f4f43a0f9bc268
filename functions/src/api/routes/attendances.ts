import {
  ActivityChange,
  Attendance,
  AttendanceHours,
  AttendanceHoursInput,
  AttendanceTimesInput,
  changeActivity,
  correctAttendance,
  PublicActivity,
  turnIntoHours,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { describe } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** What becomes of an activity afterwards: its words put right, who came when, and their hours. */
export const attendances = new Hono<AppEnvironment>()
  .put(
    '/activities/:id',
    describe('Say anew what an activity is; its shifts stay', PublicActivity),
    permit('timebank:write', 'courtyards'),
    body(ActivityChange),
    async (c) => c.json(await changeActivity(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .put(
    '/shifts/:id/attendances/:attendanceId',
    describe('Put the times of an attendance right, and say why, until it has become hours', Attendance),
    permit('timebank:write', 'courtyards'),
    body(AttendanceTimesInput),
    async (c) => {
      const { id, attendanceId } = c.req.param();
      return c.json(await correctAttendance(c.var.scope, id, attendanceId, c.req.valid('json')));
    },
  )
  .post(
    '/shifts/:id/hours',
    describe('Make hours of the attendances of a shift that is over, fifty at once', AttendanceHours, 201),
    permit('timebank:write', 'courtyards'),
    body(AttendanceHoursInput),
    async (c) => c.json(await turnIntoHours(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  );
