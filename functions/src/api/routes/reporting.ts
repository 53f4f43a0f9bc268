import {
  Home,
  home,
  Overview,
  overview,
  RebuildInput,
  Rebuilt,
  Report,
  rebuildCounters,
  report,
  Verification,
  verify,
} from '@linli/core/reporting';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, Day, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

export const reporting = new Hono<AppEnvironment>()
  .get('/home', describe("What the community's home page shows", Home), permit('public:read'), async (c) =>
    c.json(await home(c.var.scope, { community: c.var.community })),
  )
  .get(
    '/overview',
    describe('The figures of all that one reaches up to today: the community, or named courtyards', Overview),
    permit('reporting:read', 'courtyards'),
    async (c) => c.json(await overview(c.var.scope)),
  )
  .get(
    '/report',
    describe('Every figure at the end of a day, and the query behind each, of all that one reaches', Report),
    permit('reporting:read', 'courtyards'),
    query(z.object({ asOf: Day.optional() })),
    async (c) => c.json(await report(c.var.scope, { community: c.var.community, ...c.req.valid('query') })),
  )
  .get(
    '/verify',
    describe('Every counter, balance and fund recounted from the rows', Verification),
    permit('reporting:read'),
    query(z.object({ all: z.enum(['true', 'false']).optional() })),
    async (c) => c.json(await verify(c.var.scope, { all: c.req.valid('query').all === 'true' })),
  )
  .post(
    '/rebuild',
    describe('Set counters that verify saw differ to their recount, unless they moved since', Rebuilt),
    permit('reporting:write'),
    body(RebuildInput),
    async (c) => c.json(await rebuildCounters(c.var.scope, c.req.valid('json'))),
  );
