import {
  askForHelp,
  cancelOwnNeed,
  getHelping,
  getOwnNeed,
  getTakenNeed,
  Helping,
  handNeedBack,
  listOwnNeeds,
  NeededNow,
  NeedInput,
  NeedReasonInput,
  OwnNeed,
  proposeServedNeed,
  ServedInput,
  ServiceProposal,
  TakenNeed,
  takeNeed,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** What one needs help with oneself, and, of a volunteer, what they help others with. */
export const ownNeeds = new Hono<AppEnvironment>()
  .get(
    '/service-needs',
    describe('What one has asked for, the newest first', pageOf(OwnNeed)),
    permit('timebank:own'),
    query(PageQuery),
    async (c) => c.json(await listOwnNeeds(c.var.scope, c.req.valid('query'))),
  )
  .post(
    '/service-needs',
    describe('Ask for help', OwnNeed, 201),
    permit('timebank:own'),
    keyed,
    body(NeedInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await askForHelp(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  )
  .get(
    '/service-needs/:id',
    describe('One of those, with every step', OwnNeed),
    permit('timebank:own'),
    async (c) => c.json(await getOwnNeed(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/service-needs/:id/cancellation',
    describe('Say that it is wanted no more', OwnNeed, 201),
    permit('timebank:own'),
    body(NeedReasonInput),
    async (c) => c.json(await cancelOwnNeed(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  )
  .get(
    '/helping',
    describe('What one has taken on as a volunteer, and what waits for somebody', Helping),
    permit('timebank:own'),
    async (c) => c.json(await getHelping(c.var.scope)),
  )
  .get(
    '/helping/:id',
    describe('One need that one has taken on', TakenNeed),
    permit('timebank:own'),
    async (c) => c.json(await getTakenNeed(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/helping/:id/taking',
    describe('Say that one will go', TakenNeed, 201),
    permit('timebank:own'),
    async (c) => c.json(await takeNeed(c.var.scope, c.req.param('id')), 201),
  )
  .post(
    '/helping/:id/return',
    describe('Say that one cannot go after all', NeededNow, 201),
    permit('timebank:own'),
    body(NeedReasonInput),
    async (c) => c.json(await handNeedBack(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  )
  .post(
    '/helping/:id/service',
    describe('Propose the service that was done, for whoever asked to confirm', ServiceProposal, 201),
    permit('timebank:own'),
    body(ServedInput),
    async (c) => c.json(await proposeServedNeed(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  );
