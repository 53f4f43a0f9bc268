import { exportVolunteerRecord, VolunteerRecord, VolunteerRecordInput } from '@linli/core/timebank';
import { Hono } from 'hono';
import { describe } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** Below the time bank. Reading writes here: every export is recorded before anything is handed out. */
export const volunteerRecords = new Hono<AppEnvironment>().post(
  '/volunteers/:id/record-export',
  describe(
    "A volunteer's record in the fields of 民政部令第67号, for a stated reason; recorded",
    VolunteerRecord,
  ),
  permit('personal:export'),
  body(VolunteerRecordInput),
  async (c) => c.json(await exportVolunteerRecord(c.var.scope, c.req.param('id'), c.req.valid('json'))),
);
