import { Solvency, solvency as solvencyOf } from '@linli/core/reporting';
import { Hono } from 'hono';
import { describe } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { permit } from '../middleware/permit.ts';

/** Below the time bank, so that it is there where a community uses one. */
export const solvency = new Hono<AppEnvironment>().get(
  '/solvency',
  describe('Points that people hold, and what they could be redeemed for', Solvency),
  permit('reporting:read'),
  async (c) => c.json(await solvencyOf(c.var.scope)),
);
