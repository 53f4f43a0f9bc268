import {
  AddPersonInput,
  addPerson,
  Courtyard,
  getCourtyard,
  getHousehold,
  getPerson,
  Household,
  HouseholdDetail,
  listCourtyards,
  listHouseholds,
  listPersons,
  Person,
  PersonDetail,
  PublicCourtyard,
  publicCourtyard,
  publicCourtyards,
} from '@linli/core/courtyard';
import { PublicGovernance, publicGovernance } from '@linli/core/governance';
import { ResidentCard, setResidentPin, stopResidentPin } from '@linli/core/identity';
import { PublicFund, publicFund } from '@linli/core/renewal';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, figures, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

const OfCourtyard = PageQuery.extend({ courtyardId: z.string().max(60).optional() });

const PersonQuery = OfCourtyard.extend({
  search: z.string().max(60).optional(),
  ...figures('residents', 'partyMembers', 'retiredPartyMembers'),
});

/** A courtyard's public page: itself, how it governs itself, and its fund where it has one. */
const PublicCourtyardPage = z.object({
  courtyard: PublicCourtyard,
  governance: PublicGovernance,
  fund: PublicFund.optional(),
});

export const courtyard = new Hono<AppEnvironment>()
  .get(
    '/courtyards',
    describe("Courtyards, in the community's order", pageOf(Courtyard)),
    permit('courtyard:read', 'courtyards'),
    query(PageQuery.extend(figures('courtyards'))),
    async (c) => c.json(await listCourtyards(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/courtyards/:id',
    describe('One courtyard', Courtyard),
    permit('courtyard:read', 'courtyards'),
    async (c) => c.json(await getCourtyard(c.var.scope, c.req.param('id'))),
  )
  .get(
    '/households',
    describe('Households, by courtyard and number', pageOf(Household)),
    permit('courtyard:read', 'courtyards'),
    query(OfCourtyard.extend(figures('households'))),
    async (c) => c.json(await listHouseholds(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/households/:id',
    describe('One household and who lives in it', HouseholdDetail),
    permit('courtyard:read', 'courtyards'),
    async (c) => c.json(await getHousehold(c.var.scope, c.req.param('id'))),
  )
  .get(
    '/persons',
    describe('Persons, by name, by the beginning of a name, or of a courtyard', pageOf(Person)),
    permit('courtyard:read', 'courtyards'),
    query(PersonQuery),
    async (c) => c.json(await listPersons(c.var.scope, c.req.valid('query'))),
  )
  .post(
    '/persons',
    describe('Add somebody to the register who is in no ledger', Person, 201),
    permit('courtyard:write', 'courtyards'),
    keyed,
    body(AddPersonInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await addPerson(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  )
  .get(
    '/persons/:id',
    describe('One person', PersonDetail),
    permit('courtyard:read', 'courtyards'),
    async (c) => c.json(await getPerson(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/persons/:id/pin',
    describe(
      'Give a person a card number and a new PIN for signing in; the PIN is shown this once',
      ResidentCard,
      201,
    ),
    permit('courtyard:write'),
    keyed,
    async (c) => {
      const person = await getPerson(c.var.scope, c.req.param('id'));
      const scope = { ...c.var.district, tenantId: c.var.scope.tenantId };
      return c.json(await setResidentPin(scope, person, c.req.valid('header')['idempotency-key']), 201);
    },
  )
  .delete(
    '/persons/:id/pin',
    describe(
      'Let nobody sign in with a person’s card until a new PIN is set: the passbook is lost',
      z.object({ id: z.string() }),
    ),
    permit('courtyard:write'),
    async (c) => {
      const { id } = await getPerson(c.var.scope, c.req.param('id'));
      await stopResidentPin({ ...c.var.district, tenantId: c.var.scope.tenantId }, id);
      return c.json({ id });
    },
  )
  .get(
    '/public',
    describe('Courtyards, for everyone', pageOf(PublicCourtyard)),
    permit('public:read'),
    query(PageQuery),
    async (c) => c.json(await publicCourtyards(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/public/:id',
    describe(
      'One courtyard with its committee, meetings, opinions and fund, for everyone',
      PublicCourtyardPage,
    ),
    permit('public:read'),
    async (c) => {
      const id = c.req.param('id');
      const [courtyard, governance, fund] = await Promise.all([
        publicCourtyard(c.var.scope, id),
        publicGovernance(c.var.scope, id),
        publicFund(c.var.scope, id),
      ]);
      return c.json({ courtyard, governance, fund });
    },
  );
