import { view } from '@linli/core/table';
import { CommunityProfile } from '@linli/core/tenancy';
import { Hono } from 'hono';
import { describe } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { permit } from '../middleware/permit.ts';

/** Read already on arrival, so it costs nothing more. */
export const community = new Hono<AppEnvironment>().get(
  '/',
  describe('What anyone may know of a community: its name, address and modules', CommunityProfile),
  permit('public:read'),
  (c) => c.json(view(CommunityProfile, c.var.community)),
);
