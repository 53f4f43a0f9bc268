import {
  cancelNeed,
  closeNeed,
  DispatchInput,
  declineNeed,
  dispatchVolunteer,
  getNeed,
  getNeedPromises,
  listNeeds,
  NeedForInput,
  NeedPromises,
  NeedQuery,
  NeedReasonInput,
  PublicNeeds,
  publicNeeds,
  recordNeed,
  reopenNeed,
  ServiceNeed,
  ServiceNeedDetail,
  setNeedPromises,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** What residents need help with, as the office sees and answers it; what is needed now, for anybody. */
export const needs = new Hono<AppEnvironment>()
  .get(
    '/service-needs/public',
    describe('What is needed now, the first to be answered first, for anyone', PublicNeeds),
    permit('public:read'),
    async (c) => c.json(await publicNeeds(c.var.scope)),
  )
  .get(
    '/service-needs',
    describe(
      'Needs of one state, the open ones unless asked otherwise, the overdue first',
      pageOf(ServiceNeedDetail),
    ),
    permit('timebank:read', 'courtyards'),
    query(PageQuery.extend(NeedQuery.shape)),
    async (c) => c.json(await listNeeds(c.var.scope, c.req.valid('query'))),
  )
  .post(
    '/service-needs',
    describe('Write down what a resident asks for at the desk', ServiceNeed, 201),
    permit('timebank:write', 'courtyards'),
    keyed,
    body(NeedForInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await recordNeed(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  )
  .get(
    '/service-needs/:id',
    describe('One need with every step', ServiceNeedDetail),
    permit('timebank:read', 'courtyards'),
    async (c) => c.json(await getNeed(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/service-needs/:id/dispatch',
    describe('Send a volunteer', ServiceNeed, 201),
    permit('timebank:write', 'courtyards'),
    body(DispatchInput),
    async (c) => c.json(await dispatchVolunteer(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  )
  .post(
    '/service-needs/:id/reopening',
    describe('Say that its volunteer cannot go: it waits for another', ServiceNeed, 201),
    permit('timebank:write', 'courtyards'),
    body(NeedReasonInput),
    async (c) => c.json(await reopenNeed(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  )
  .post(
    '/service-needs/:id/refusal',
    describe('Answer that it cannot be met, and why', ServiceNeed, 201),
    permit('timebank:write', 'courtyards'),
    body(NeedReasonInput),
    async (c) => c.json(await declineNeed(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  )
  .post(
    '/service-needs/:id/closing',
    describe('Say that it was done, without hours for it', ServiceNeed, 201),
    permit('timebank:write', 'courtyards'),
    body(NeedReasonInput),
    async (c) => c.json(await closeNeed(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  )
  .post(
    '/service-needs/:id/cancellation',
    describe('Say for whoever asked that it is wanted no more', ServiceNeed, 201),
    permit('timebank:write', 'courtyards'),
    body(NeedReasonInput),
    async (c) => c.json(await cancelNeed(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  )
  .get(
    '/need-promises',
    describe('Within how many working days needs are answered', NeedPromises),
    permit('timebank:read', 'courtyards'),
    async (c) => c.json(await getNeedPromises(c.var.scope)),
  )
  .put(
    '/need-promises',
    describe('Set within how many working days needs are answered', NeedPromises),
    permit('timebank:write'),
    body(NeedPromises),
    async (c) => c.json(await setNeedPromises(c.var.scope, c.req.valid('json'))),
  );
