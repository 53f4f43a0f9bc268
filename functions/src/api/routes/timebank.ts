import {
  Account,
  Card,
  CatalogueItem,
  getCard,
  getCatalogueItem,
  getMemberAccount,
  getServiceRecordDetail,
  getVolunteer,
  listCards,
  listCatalogueItems,
  listServiceRecords,
  listVolunteers,
  PostServiceRecordInput,
  PublicTimeBank,
  publicTimeBank,
  ReverseServiceRecordInput,
  recordService,
  reverseServiceRecord,
  ServiceRecord,
  ServiceRecordDetail,
  VOLUNTEER_STATES,
  Volunteer,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, byDay, figures, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

const RecordQuery = PageQuery.extend({ volunteerId: z.string().optional(), ...byDay });

const VolunteerQuery = PageQuery.extend({
  search: z.string().max(60).optional(),
  order: z.enum(['number', 'name']).optional(),
  state: z.enum(VOLUNTEER_STATES).optional(),
  ...figures('volunteers', 'partyVolunteers'),
});

export const timebank = new Hono<AppEnvironment>()
  .get(
    '/public',
    describe('How the time bank works here, for anyone', PublicTimeBank),
    permit('public:read'),
    async (c) => c.json(await publicTimeBank(c.var.scope)),
  )
  .get(
    '/volunteers',
    describe('Volunteers, by number or name, or by the beginning of either', pageOf(Volunteer)),
    permit('timebank:read', 'courtyards'),
    query(VolunteerQuery),
    async (c) => c.json(await listVolunteers(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/volunteers/:id',
    describe('One volunteer', Volunteer),
    permit('timebank:read', 'courtyards'),
    async (c) => c.json(await getVolunteer(c.var.scope, c.req.param('id'))),
  )
  .get(
    '/volunteers/:id/account',
    describe("A volunteer's account", Account),
    permit('timebank:read', 'courtyards'),
    async (c) => c.json(await getMemberAccount(c.var.scope, c.req.param('id'))),
  )
  .get(
    '/service-records',
    describe('Service records, newest first', pageOf(ServiceRecord)),
    permit('timebank:read', 'courtyards'),
    query(RecordQuery),
    async (c) => c.json(await listServiceRecords(c.var.scope, c.req.valid('query'))),
  )
  .post(
    '/service-records',
    describe('Record a service with its points', ServiceRecord, 201),
    permit('timebank:write', 'courtyards'),
    keyed,
    body(PostServiceRecordInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await recordService(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  )
  .get(
    '/service-records/:id',
    describe('One service record, with who wrote it down and for whom', ServiceRecordDetail),
    permit('timebank:read', 'courtyards'),
    async (c) => c.json(await getServiceRecordDetail(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/service-records/:id/reversal',
    describe('Take a service record back, once', ServiceRecord, 201),
    permit('timebank:write', 'courtyards'),
    body(ReverseServiceRecordInput),
    async (c) => c.json(await reverseServiceRecord(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  )
  .get(
    '/cards',
    describe('Collective savings cards, by number', pageOf(Card)),
    permit('timebank:read', 'courtyards'),
    query(PageQuery.extend(figures('unitCards', 'enterpriseCards', 'courtyardCards'))),
    async (c) => c.json(await listCards(c.var.scope, c.req.valid('query'))),
  )
  .get('/cards/:id', describe('One savings card', Card), permit('timebank:read', 'courtyards'), async (c) =>
    c.json(await getCard(c.var.scope, c.req.param('id'))),
  )
  .get(
    '/catalogue-items',
    describe('What points can be redeemed for, cheapest first', pageOf(CatalogueItem)),
    permit('public:read'),
    query(PageQuery),
    async (c) => c.json(await listCatalogueItems(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/catalogue-items/:id',
    describe('One thing that points can be redeemed for', CatalogueItem),
    permit('public:read'),
    async (c) => c.json(await getCatalogueItem(c.var.scope, c.req.param('id'))),
  );
