import {
  getOrganisation,
  listOrganisations,
  Organisation,
  publicOrganisations,
} from '@linli/core/incubation';
import { Hono } from 'hono';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { figures, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

export const incubation = new Hono<AppEnvironment>()
  .get(
    '/organisations',
    describe("Social organisations and teams, in the community's order", pageOf(Organisation)),
    permit('incubation:read'),
    query(PageQuery.extend(figures('socialOrganisations', 'selfOrganised', 'mature'))),
    async (c) => c.json(await listOrganisations(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/organisations/:id',
    describe('One organisation', Organisation),
    permit('incubation:read'),
    async (c) => c.json(await getOrganisation(c.var.scope, c.req.param('id'))),
  )
  .get(
    '/public',
    describe('Social organisations and teams, for everyone', pageOf(Organisation)),
    permit('public:read'),
    query(PageQuery),
    async (c) => c.json(await publicOrganisations(c.var.scope, c.req.valid('query'))),
  );
