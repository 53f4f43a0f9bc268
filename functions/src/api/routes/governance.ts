import {
  ElectionDetail,
  ElectionSummary,
  getElection,
  getMeeting,
  getOffice,
  getOpinion,
  listElections,
  listMeetings,
  listOffices,
  listOpinions,
  Meeting,
  Office,
  OPINION_STATUSES,
  Opinion,
} from '@linli/core/governance';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { byDay, figures, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

const OfCourtyard = PageQuery.extend({ courtyardId: z.string().max(60).optional() });

const OpinionQuery = OfCourtyard.extend({
  ...byDay,
  status: z.enum(OPINION_STATUSES).optional(),
  meetingId: z.string().max(60).optional(),
});

export const governance = new Hono<AppEnvironment>()
  .get(
    '/meetings',
    describe('Meetings, newest or oldest first', pageOf(Meeting)),
    permit('governance:read', 'courtyards'),
    query(OfCourtyard.extend(byDay)),
    async (c) => c.json(await listMeetings(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/meetings/:id',
    describe('One meeting', Meeting),
    permit('governance:read', 'courtyards'),
    async (c) => c.json(await getMeeting(c.var.scope, c.req.param('id'))),
  )
  .get(
    '/opinions',
    describe(
      'Opinions, newest or oldest first, of a status, of a courtyard or of a meeting',
      pageOf(Opinion),
    ),
    permit('governance:read', 'courtyards'),
    query(OpinionQuery),
    async (c) => c.json(await listOpinions(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/opinions/:id',
    describe('One opinion', Opinion),
    permit('governance:read', 'courtyards'),
    async (c) => c.json(await getOpinion(c.var.scope, c.req.param('id'))),
  )
  .get(
    '/elections',
    describe('Committee elections by courtyard, the latest term first', pageOf(ElectionSummary)),
    permit('governance:read', 'courtyards'),
    query(OfCourtyard),
    async (c) => c.json(await listElections(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/elections/:id',
    describe('One election with its candidates', ElectionDetail),
    permit('governance:read', 'courtyards'),
    async (c) => c.json(await getElection(c.var.scope, c.req.param('id'))),
  )
  .get(
    '/offices',
    describe('Committee posts by courtyard, the latest term first', pageOf(Office)),
    permit('governance:read', 'courtyards'),
    query(OfCourtyard.extend(figures('committeeMembers', 'committeePartyMembers'))),
    async (c) => c.json(await listOffices(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/offices/:id',
    describe('One committee post', Office),
    permit('governance:read', 'courtyards'),
    async (c) => c.json(await getOffice(c.var.scope, c.req.param('id'))),
  );
