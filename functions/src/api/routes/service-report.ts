import {
  CourtyardYear,
  courtyardYear,
  ServiceReport,
  serviceReport as serviceReportOf,
} from '@linli/core/reporting';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

const Asked = z.object({ period: z.string().max(7), outside: z.enum(['true', 'false']).optional() });

/** Below the time bank, so that it is there where a community uses one. */
export const serviceReport = new Hono<AppEnvironment>()
  .get(
    '/courtyard-years/:courtyardId/:year',
    describe(
      "A courtyard's year in the time bank, for anyone; nothing where it has too few volunteers",
      CourtyardYear,
    ),
    permit('public:read'),
    async (c) => c.json(await courtyardYear(c.var.scope, c.req.param())),
  )
  .get(
    '/service-report',
    describe('The month or the year of the time bank, of all that one reaches', ServiceReport),
    permit('reporting:read', 'courtyards'),
    query(Asked),
    async (c) => {
      const { period, outside } = c.req.valid('query');
      return c.json(await serviceReportOf(c.var.scope, { period, outside: outside === 'true' }));
    },
  );
