import {
  ConfirmProposalInput,
  confirmProposal,
  DeclineProposalInput,
  DisputeProposalInput,
  declineProposal,
  disputeOwnProposal,
  getHoursChecks,
  getOwnProposal,
  getProposal,
  getReceivedService,
  HoursChecks,
  listOwnProposals,
  listProposals,
  PROPOSAL_STANDINGS,
  ProposeServiceInput,
  proposeOwnService,
  proposeService,
  ReceivedService,
  receiveService,
  ServiceProposal,
  ServiceProposalDetail,
  ServiceSaid,
  setHoursChecks,
  withdrawOwnProposal,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, byDay, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

const ProposalQuery = PageQuery.extend({ standing: z.enum(PROPOSAL_STANDINGS).optional(), ...byDay });

/** Hours before they are hours: proposed by one, confirmed by another. */
export const hours = new Hono<AppEnvironment>()
  .get(
    '/service-proposals',
    describe(
      'Services that wait to be confirmed, the oldest first, or what was decided',
      pageOf(ServiceProposal),
    ),
    permit('timebank:confirm', 'courtyards'),
    query(ProposalQuery),
    async (c) => c.json(await listProposals(c.var.scope, c.req.valid('query'))),
  )
  .post(
    '/service-proposals',
    describe('Propose a service that another has to confirm', ServiceProposal, 201),
    permit('timebank:write', 'courtyards'),
    keyed,
    body(ProposeServiceInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await proposeService(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  )
  .get(
    '/service-proposals/:id',
    describe('One proposal, with what the checks notice now', ServiceProposalDetail),
    permit('timebank:confirm', 'courtyards'),
    async (c) => c.json(await getProposal(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/service-proposals/:id/confirmation',
    describe("Confirm somebody else's service: its record, hours and points", ServiceProposal, 201),
    permit('timebank:confirm', 'courtyards'),
    body(ConfirmProposalInput),
    async (c) => c.json(await confirmProposal(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  )
  .post(
    '/service-proposals/:id/refusal',
    describe('Decline a proposal, with a reason', ServiceProposal, 201),
    permit('timebank:confirm', 'courtyards'),
    body(DeclineProposalInput),
    async (c) => c.json(await declineProposal(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  )
  .get(
    '/hours-checks',
    describe('What is looked at before hours are confirmed', HoursChecks),
    permit('timebank:confirm', 'courtyards'),
    async (c) => c.json(await getHoursChecks(c.var.scope)),
  )
  .put(
    '/hours-checks',
    describe('Set what is looked at before hours are confirmed', HoursChecks),
    permit('timebank:write'),
    body(HoursChecks),
    async (c) => c.json(await setHoursChecks(c.var.scope, c.req.valid('json'))),
  )
  .get(
    '/own/service-proposals',
    describe('What one has proposed, the newest first', pageOf(ServiceProposal)),
    permit('timebank:own'),
    query(PageQuery),
    async (c) => c.json(await listOwnProposals(c.var.scope, c.req.valid('query'))),
  )
  .post(
    '/own/service-proposals',
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
    '/own/service-proposals/:id',
    describe('One of those that one has proposed', ServiceProposal),
    permit('timebank:own'),
    async (c) => c.json(await getOwnProposal(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/own/service-proposals/:id/withdrawal',
    describe('Take back what one has proposed', ServiceProposal, 201),
    permit('timebank:own'),
    async (c) => c.json(await withdrawOwnProposal(c.var.scope, c.req.param('id')), 201),
  )
  .post(
    '/own/service-proposals/:id/dispute',
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
