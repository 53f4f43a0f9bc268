import { Solvency, StockSheet, solvency as solvencyOf, stockSheet } from '@linli/core/reporting';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** What the office reckons up. Below the time bank, so that it is there where a community uses one. */
export const reckoning = new Hono<AppEnvironment>()
  .get(
    '/solvency',
    describe('Points that people hold, and what they could be redeemed for', Solvency),
    permit('reporting:read'),
    async (c) => c.json(await solvencyOf(c.var.scope)),
  )
  .get(
    '/stock-sheet',
    describe("A month's sheet of the redemption desk: goods by item, and their points", StockSheet),
    permit('reporting:read'),
    query(z.object({ month: z.string().max(10) })),
    async (c) => c.json(await stockSheet(c.var.scope, c.req.valid('query'))),
  );
