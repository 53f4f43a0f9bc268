import { getUnit, listUnits, PublicUnit, publicUnits, Unit } from '@linli/core/partners';
import { Hono } from 'hono';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

export const partners = new Hono<AppEnvironment>()
  .get(
    '/units',
    describe("Regional units and their three lists, in the community's order", pageOf(Unit)),
    permit('partners:read'),
    query(PageQuery),
    async (c) => c.json(await listUnits(c.var.scope, c.req.valid('query'))),
  )
  .get('/units/:id', describe('One regional unit', Unit), permit('partners:read'), async (c) =>
    c.json(await getUnit(c.var.scope, c.req.param('id'))),
  )
  .get(
    '/public',
    describe('Regional units and their three lists, for everyone', pageOf(PublicUnit)),
    permit('public:read'),
    query(PageQuery),
    async (c) => c.json(await publicUnits(c.var.scope, c.req.valid('query'))),
  );
