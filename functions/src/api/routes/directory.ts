import { CommunityCard, listLiveCommunities } from '@linli/core/tenancy';
import { Hono } from 'hono';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** What anyone may know of the district: which communities are open. */
export const directory = new Hono<AppEnvironment>().get(
  '/communities',
  describe('Live communities, for anyone', pageOf(CommunityCard)),
  permit('public:read'),
  query(PageQuery),
  async (c) => c.json(await listLiveCommunities(c.var.district, c.req.valid('query'))),
);
