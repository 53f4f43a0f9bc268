import {
  DisputeProposalInput,
  disputeOwnProposal,
  getOwnProposal,
  getReceivedService,
  listOwnProposals,
  proposeOwnService,
  ReceivedService,
  receiveService,
  ServiceProposal,
  ServiceSaid,
  withdrawOwnProposal,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** Services that somebody has done themselves, and those that they have received. */
export const ownHours = new Hono<AppEnvironment>()
  .get(
    '/service-proposals',
    describe('What one has proposed, the newest first', pageOf(ServiceProposal)),
    permit('timebank:own'),
    query(PageQuery),
    async (c) => c.json(await listOwnProposals(c.var.scope, c.req.valid('query'))),
  )
  .post(
    '/service-proposals',
    describe('Propose a service that one has done oneself', ServiceProposal, 201),
    permit('timebank:own'),
    keyed,
    body(ServiceSaid),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await proposeOwnService(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  )
  .get(
    '/service-proposals/:id',
    describe('One of those that one has proposed', ServiceProposal),
    permit('timebank:own'),
    async (c) => c.json(await getOwnProposal(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/service-proposals/:id/withdrawal',
    describe('Take back what one has proposed', ServiceProposal, 201),
    permit('timebank:own'),
    async (c) => c.json(await withdrawOwnProposal(c.var.scope, c.req.param('id')), 201),
  )
  .post(
    '/service-proposals/:id/dispute',
    describe('Say why it should not have been declined, once', ServiceProposal, 201),
    permit('timebank:own'),
    body(DisputeProposalInput),
    async (c) => c.json(await disputeOwnProposal(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  )
  .get(
    '/received-services/:id',
    describe('A service that one is said to have received', ReceivedService),
    permit('timebank:own'),
    async (c) => c.json(await getReceivedService(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/received-services/:id/confirmation',
    describe('Say that one has received it', ReceivedService, 201),
    permit('timebank:own'),
    async (c) => c.json(await receiveService(c.var.scope, c.req.param('id')), 201),
  );
