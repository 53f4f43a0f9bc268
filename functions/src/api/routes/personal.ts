import {
  changeIdNumberKey,
  FindInput,
  findByIdNumber,
  KeyChange,
  Person,
  Revealed,
  RevealInput,
  revealPerson,
} from '@linli/core/courtyard';
import {
  Consent,
  ConsentInput,
  ConsentText,
  consentText,
  EraseInput,
  Erasure,
  ExportInput,
  erasePerson,
  exportPerson,
  giveConsent,
  listConsents,
  PersonExport,
  withdrawConsent,
} from '@linli/core/personal';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, keyed } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** A request of the API on AWS ends after twenty seconds; what is not done by then goes on with the next. */
const WORKED_FOR_MS = 10_000;

const stopwatch = () => {
  const begun = performance.now();
  return () => performance.now() - begun > WORKED_FOR_MS;
};

/** One person's data: shown whole, agreed to, handed over, erased. Below `/courtyard`, where persons are. */
export const personal = new Hono<AppEnvironment>()
  .post(
    '/persons/search',
    describe('The person of an ID number, by its keyed hash', Person),
    permit('courtyard:read', 'courtyards'),
    body(FindInput),
    async (c) => c.json(await findByIdNumber(c.var.scope, c.var.deps.masterKey, c.req.valid('json'))),
  )
  .post(
    '/persons/:id/reveal',
    describe('A whole phone or ID number, for a stated reason; every look is recorded', Revealed),
    permit('personal:reveal', 'courtyards'),
    body(RevealInput),
    async (c) => {
      const { scope, deps } = c.var;
      return c.json(await revealPerson(scope, deps.masterKey, c.req.param('id'), c.req.valid('json')));
    },
  )
  .get(
    '/consent-text',
    describe('What a person agrees to today', ConsentText),
    permit('personal:read', 'courtyards'),
    (c) => c.json(consentText(c.var.scope)),
  )
  .get(
    '/persons/:id/consents',
    describe('What a person has agreed to, the newest first', z.array(Consent)),
    permit('personal:read', 'courtyards'),
    async (c) => c.json(await listConsents(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/persons/:id/consents',
    describe('Record that a person agrees to the text in force', Consent, 201),
    permit('personal:write', 'courtyards'),
    keyed,
    body(ConsentInput),
    async (c) => {
      const { 'idempotency-key': key } = c.req.valid('header');
      const input = { ...c.req.valid('json'), key };
      return c.json(await giveConsent(c.var.scope, c.req.param('id'), input), 201);
    },
  )
  .post(
    '/persons/:id/consents/:consent/withdrawal',
    describe('Record that a person withdraws a consent', Consent),
    permit('personal:write', 'courtyards'),
    body(ConsentInput),
    async (c) => {
      const { id: personId, consent: id } = c.req.param();
      return c.json(await withdrawConsent(c.var.scope, { personId, id, ...c.req.valid('json') }));
    },
  )
  .post(
    '/persons/:id/export',
    describe('All that is kept of one person, their own numbers whole; recorded', PersonExport),
    permit('personal:export'),
    body(ExportInput),
    async (c) => {
      const { scope, deps } = c.var;
      return c.json(await exportPerson(scope, deps.masterKey, c.req.param('id'), c.req.valid('json')));
    },
  )
  .post(
    '/persons/:id/erasure',
    describe("Erase one person's data; with `more`, the same request again goes on", Erasure),
    permit('personal:erase'),
    body(EraseInput),
    async (c) => {
      const { files, masterKey } = c.var.deps;
      const people = { ...c.var.district, tenantId: c.var.scope.tenantId };
      const means = { files, masterKey, people, outOfTime: stopwatch() };
      return c.json(await erasePerson(c.var.scope, means, c.req.param('id'), c.req.valid('json')));
    },
  )
  .post(
    '/id-number-keys/rotation',
    describe('A new key for ID numbers; with `more`, the same request again goes on', KeyChange),
    permit('personal:keys'),
    async (c) => c.json(await changeIdNumberKey(c.var.scope, c.var.deps.masterKey, stopwatch())),
  );
