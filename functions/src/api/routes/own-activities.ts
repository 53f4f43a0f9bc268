import {
  CheckInOutcome,
  cancelOwnSignUp,
  checkOneselfIn,
  getOwnActivities,
  getOwnShift,
  OfferInput,
  OwnActivities,
  OwnCheckInInput,
  OwnShift,
  offerOwnSeat,
  SignUp,
  signUpOneself,
  takeOfferedSeat,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, keyed, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** Activities as a volunteer has them on their own page: what they signed up for, swap and check in to. */
export const ownActivities = new Hono<AppEnvironment>()
  .get(
    '/activities',
    describe('What is coming, and what one signed up for', OwnActivities),
    permit('timebank:own'),
    async (c) => c.json(await getOwnActivities(c.var.scope)),
  )
  .get(
    '/shifts/:id',
    describe("One shift, one's place in it, and a seat that is offered", OwnShift),
    permit('timebank:own'),
    query(z.object({ from: z.string().max(60).optional() })),
    async (c) => c.json(await getOwnShift(c.var.scope, c.req.param('id'), c.req.valid('query').from)),
  )
  .post(
    '/shifts/:id/sign-up',
    describe('Sign oneself up: a seat, or a place in the queue', SignUp, 201),
    permit('timebank:own'),
    keyed,
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await signUpOneself(c.var.scope, c.req.param('id'), { key }), 201);
    },
  )
  .post(
    '/shifts/:id/cancellation',
    describe("Give up one's place; the first who waits moves up", SignUp),
    permit('timebank:own'),
    async (c) => c.json(await cancelOwnSignUp(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/shifts/:id/offer',
    describe("Offer one's seat to another volunteer, by their number", SignUp),
    permit('timebank:own'),
    body(OfferInput),
    async (c) => c.json(await offerOwnSeat(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .post(
    '/shifts/:id/offers/:signUpId/acceptance',
    describe('Take a seat that another volunteer has offered', SignUp),
    permit('timebank:own'),
    async (c) => {
      const { id, signUpId } = c.req.param();
      return c.json(await takeOfferedSeat(c.var.scope, id, signUpId));
    },
  )
  .post(
    '/shifts/:id/check-ins',
    describe(
      'Check oneself in or out by the code at the place, now or as a telephone kept it',
      CheckInOutcome,
    ),
    permit('timebank:own'),
    body(OwnCheckInInput),
    async (c) => c.json(await checkOneselfIn(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  );
