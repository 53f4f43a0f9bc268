import { Fund, FundEntry, getFundEntry, listFundEntries, listFunds } from '@linli/core/renewal';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { byDay, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

export const renewal = new Hono<AppEnvironment>()
  .get(
    '/funds',
    describe("Each courtyard's micro-fund and its balance", pageOf(Fund)),
    permit('renewal:read', 'courtyards'),
    query(PageQuery),
    async (c) => c.json(await listFunds(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/fund-entries',
    describe("A courtyard's fund entries, newest or oldest first", pageOf(FundEntry)),
    permit('renewal:read', 'courtyards'),
    query(PageQuery.extend({ courtyardId: z.string().max(60), ...byDay })),
    async (c) => c.json(await listFundEntries(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/fund-entries/:id',
    describe('One fund entry', FundEntry),
    permit('renewal:read', 'courtyards'),
    async (c) => c.json(await getFundEntry(c.var.scope, c.req.param('id'))),
  );
