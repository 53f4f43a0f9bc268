import { getOwnPerson, OwnPerson } from '@linli/core/courtyard';
import {
  getOwnTimeBank,
  LodgeObjectionInput,
  lodgeOwnObjection,
  Naming,
  NamingInput,
  Objection,
  OwnTimeBank,
  sayOwnNaming,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, keyed } from '../input.ts';
import { permit } from '../middleware/permit.ts';

const Own = z.object({ person: OwnPerson, timeBank: OwnTimeBank.optional() });

/** What is recorded about whoever is signed in as a resident, and what they say for themselves. */
export const me = new Hono<AppEnvironment>()
  .get('/', describe('What is recorded about oneself', Own), permit('courtyard:own'), async (c) => {
    const person = await getOwnPerson(c.var.scope);
    const used = c.var.community.modules.includes('timebank');
    const timeBank = used ? await getOwnTimeBank(c.var.scope, person) : undefined;
    return c.json({ person, ...(timeBank === undefined ? {} : { timeBank }) });
  })
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
