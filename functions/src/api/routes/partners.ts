import {
  getUnit,
  listUnits,
  PublicUnit,
  publicUnits,
  RevealedUnit,
  RevealUnitInput,
  revealUnit,
  Unit,
} from '@linli/core/partners';
import { Hono } from 'hono';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, PageQuery, query } from '../input.ts';
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
  .post(
    '/units/:id/reveal',
    describe("A unit's whole phone, for a stated reason; every look is recorded", RevealedUnit),
    permit('personal:reveal'),
    body(RevealUnitInput),
    async (c) => c.json(await revealUnit(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .get(
    '/public',
    describe('Regional units and their three lists, for everyone', pageOf(PublicUnit)),
    permit('public:read'),
    query(PageQuery),
    async (c) => c.json(await publicUnits(c.var.scope, c.req.valid('query'))),
  );
