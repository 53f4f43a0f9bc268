import {
  ApplicationInput,
  applyForOneself,
  getOwnVolunteering,
  OwnBadgeInput,
  OwnVolunteering,
  setOwnPartyBadge,
  VolunteerApplication,
  withdrawOwnApplication,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { describe } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, keyed } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** A resident's own way to being a volunteer. */
export const ownVolunteering = new Hono<AppEnvironment>()
  .get(
    '/volunteering',
    describe("A resident's own way to being a volunteer", OwnVolunteering),
    permit('timebank:own'),
    async (c) => c.json(await getOwnVolunteering(c.var.scope)),
  )
  .post(
    '/volunteering/applications',
    describe('Apply to be a volunteer oneself', VolunteerApplication, 201),
    permit('timebank:own'),
    keyed,
    body(ApplicationInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await applyForOneself(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  )
  .post(
    '/volunteering/applications/:id/withdrawal',
    describe('Take one’s own application back', VolunteerApplication, 201),
    permit('timebank:own'),
    async (c) => c.json(await withdrawOwnApplication(c.var.scope, c.req.param('id')), 201),
  )
  .put(
    '/volunteering/party-badge',
    describe('Whether one agrees to one’s own party badge being shown', OwnBadgeInput),
    permit('timebank:own'),
    body(OwnBadgeInput),
    async (c) => c.json(await setOwnPartyBadge(c.var.scope, c.req.valid('json'))),
  );
