import { Fund, FundEntry, listFundEntries, listFunds } from '@linli/core/renewal';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { PageQuery, query, until } from '../input.ts';
import { permit } from '../middleware/permit.ts';

export const renewal = new Hono<AppEnvironment>()
  .get(
    '/funds',
    describe("Each courtyard's micro-fund and its balance", pageOf(Fund)),
    permit('renewal:read'),
    query(PageQuery),
    async (c) => c.json(await listFunds(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/fund-entries',
    describe("A courtyard's fund entries, newest first", pageOf(FundEntry)),
    permit('renewal:read'),
    query(PageQuery.extend({ courtyardId: z.string().max(60), ...until })),
    async (c) => c.json(await listFundEntries(c.var.scope, c.req.valid('query'))),
  );
