import { getOwnPerson } from '@linli/core/courtyard';
import {
  getOwnServiceYear,
  LodgeObjectionInput,
  lodgeOwnObjection,
  Naming,
  NamingInput,
  Objection,
  ServiceYear,
  sayOwnNaming,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { describe } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, keyed } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** What somebody has done in a year, and what they say to being honoured, themselves or others. */
export const ownRecognition = new Hono<AppEnvironment>()
  .get(
    '/years/:year',
    describe("One's own year: minutes by month and by category", ServiceYear),
    permit('timebank:own'),
    async (c) => c.json(await getOwnServiceYear(c.var.scope, { year: c.req.param('year') })),
  )
  .put(
    '/naming',
    describe('Say whether one agrees to be named in public as a volunteer', Naming),
    permit('courtyard:own'),
    body(NamingInput),
    async (c) => {
      const person = await getOwnPerson(c.var.scope);
      return c.json(await sayOwnNaming(c.var.scope, person, c.req.valid('json')));
    },
  )
  .post(
    '/objections',
    describe('Object to what stands in publicity', Objection, 201),
    permit('courtyard:own'),
    keyed,
    body(LodgeObjectionInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await lodgeOwnObjection(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  );
