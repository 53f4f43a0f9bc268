import { getOwnPerson, OwnPerson } from '@linli/core/courtyard';
import { getOwnTimeBank, OwnTimeBank } from '@linli/core/timebank';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { permit } from '../middleware/permit.ts';

const Own = z.object({ person: OwnPerson, timeBank: OwnTimeBank.optional() });

/** What is recorded about whoever is signed in as a resident, and what they say for themselves. */
export const me = new Hono<AppEnvironment>().get(
  '/',
  describe('What is recorded about oneself', Own),
  permit('courtyard:own'),
  async (c) => {
    const person = await getOwnPerson(c.var.scope);
    const used = c.var.community.modules.includes('timebank');
    const timeBank = used ? await getOwnTimeBank(c.var.scope, person) : undefined;
    return c.json({ person, ...(timeBank === undefined ? {} : { timeBank }) });
  },
);
