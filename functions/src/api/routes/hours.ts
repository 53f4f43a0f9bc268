import {
  ConfirmProposalInput,
  confirmProposal,
  DeclineProposalInput,
  DrawSampleInput,
  declineProposal,
  drawSample,
  getHoursChecks,
  getProposal,
  HoursChecks,
  LookInput,
  listProposals,
  listSample,
  lookAtRecord,
  MonthSample,
  PROPOSAL_STANDINGS,
  ProposeServiceInput,
  proposeService,
  SampledRecord,
  SamplePage,
  ServiceProposal,
  ServiceProposalDetail,
  setHoursChecks,
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
    '/hours-samples',
    describe("A month's sample of service records to look at", SamplePage),
    permit('timebank:confirm', 'courtyards'),
    query(PageQuery.extend(DrawSampleInput.shape)),
    async (c) => c.json(await listSample(c.var.scope, c.req.valid('query'))),
  )
  .post(
    '/hours-samples',
    describe('Draw the sample of a month that is over, once', MonthSample.omit({ seed: true }), 201),
    permit('timebank:confirm'),
    body(DrawSampleInput),
    async (c) => c.json(await drawSample(c.var.scope, c.req.valid('json')), 201),
  )
  .put(
    '/hours-samples/:id',
    describe('Say what came of looking at a record of the sample', SampledRecord),
    permit('timebank:confirm', 'courtyards'),
    body(LookInput),
    async (c) => c.json(await lookAtRecord(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  );
