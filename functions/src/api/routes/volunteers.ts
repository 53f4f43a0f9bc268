import {
  AcceptInput,
  ApplicationDetail,
  ApplicationQuery,
  acceptApplication,
  applyFor,
  closeRecruitment,
  DeclineInput,
  DeskApplicationInput,
  declineApplication,
  GuardianConsent,
  GuardianInput,
  getApplication,
  getRecruitment,
  getVolunteerStanding,
  giveApplicantsGuardianConsent,
  giveGuardianConsent,
  listApplications,
  listRecruitment,
  openRecruitment,
  PartyBadgeInput,
  ProfileInput,
  publishRecruitment,
  RecruitmentNotice,
  RecruitmentNoticeInput,
  recordTraining,
  StepInput,
  setPartyBadge,
  setProfile,
  TrainingBackInput,
  TrainingInput,
  TrainingRecord,
  takeStep,
  takeTrainingBack,
  Volunteer,
  VolunteerApplication,
  VolunteerStanding,
  VolunteerStep,
  withdrawApplication,
  withdrawGuardianConsent,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { z } from 'zod';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, byDay, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** A volunteer's way: the call, the application, the training, and where they stand. */
export const volunteers = new Hono<AppEnvironment>()
  .get(
    '/volunteers/:id/standing',
    describe('Where a volunteer stands, how they came there and where they can go', VolunteerStanding),
    permit('timebank:read', 'courtyards'),
    async (c) => c.json(await getVolunteerStanding(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/volunteers/:id/steps',
    describe('Take a volunteer to another state, with a reason', VolunteerStep, 201),
    permit('timebank:write', 'courtyards'),
    body(StepInput),
    async (c) => c.json(await takeStep(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  )
  .post(
    '/volunteers/:id/trainings',
    describe('Record a training of a volunteer', TrainingRecord, 201),
    permit('timebank:write', 'courtyards'),
    body(TrainingInput),
    async (c) => c.json(await recordTraining(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  )
  .post(
    '/volunteers/:id/trainings/:line/withdrawal',
    describe('Take a training record back that was wrong, and say why', TrainingRecord, 201),
    permit('timebank:write', 'courtyards'),
    body(TrainingBackInput),
    async (c) => {
      const { id, line } = c.req.param();
      return c.json(await takeTrainingBack(c.var.scope, id, Number(line), c.req.valid('json')), 201);
    },
  )
  .put(
    '/volunteers/:id/profile',
    describe('What a volunteer can do, and when', Volunteer),
    permit('timebank:write', 'courtyards'),
    body(ProfileInput),
    async (c) => c.json(await setProfile(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .put(
    '/volunteers/:id/party-badge',
    describe('Whether a party member agreed to a badge that everybody sees', Volunteer),
    permit('timebank:write', 'courtyards'),
    body(PartyBadgeInput),
    async (c) => c.json(await setPartyBadge(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .put(
    '/volunteers/:id/guardian-consent',
    describe("The consent of a minor's guardian", GuardianConsent),
    permit('timebank:write', 'courtyards'),
    body(GuardianInput),
    async (c) => c.json(await giveGuardianConsent(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .delete(
    '/volunteers/:id/guardian-consent',
    describe("A minor's guardian no longer agrees", z.object({ id: z.string() })),
    permit('timebank:write', 'courtyards'),
    async (c) => c.json(await withdrawGuardianConsent(c.var.scope, c.req.param('id'))),
  )
  .get(
    '/volunteer-applications',
    describe('Applications to volunteer, those that wait for review first', pageOf(VolunteerApplication)),
    permit('timebank:read', 'courtyards'),
    query(PageQuery.extend({ ...ApplicationQuery.shape, until: byDay.until })),
    async (c) => c.json(await listApplications(c.var.scope, c.req.valid('query'))),
  )
  .post(
    '/volunteer-applications',
    describe('Enter an application to volunteer for a person of the register', VolunteerApplication, 201),
    permit('timebank:write', 'courtyards'),
    keyed,
    body(DeskApplicationInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await applyFor(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  )
  .get(
    '/volunteer-applications/:id',
    describe('One application, with what its decision asks', ApplicationDetail),
    permit('timebank:read', 'courtyards'),
    async (c) => c.json(await getApplication(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/volunteer-applications/:id/acceptance',
    describe(
      'Accept an application: a volunteer in training, with the next number',
      VolunteerApplication,
      201,
    ),
    permit('timebank:write', 'courtyards'),
    body(AcceptInput),
    async (c) => c.json(await acceptApplication(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  )
  .post(
    '/volunteer-applications/:id/refusal',
    describe('Say no to an application, with a reason', VolunteerApplication, 201),
    permit('timebank:write', 'courtyards'),
    body(DeclineInput),
    async (c) => c.json(await declineApplication(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  )
  .post(
    '/volunteer-applications/:id/withdrawal',
    describe('Take an application back, as the person wishes', VolunteerApplication, 201),
    permit('timebank:write', 'courtyards'),
    body(DeclineInput),
    async (c) => c.json(await withdrawApplication(c.var.scope, c.req.param('id'), c.req.valid('json')), 201),
  )
  .put(
    '/volunteer-applications/:id/guardian-consent',
    describe("The consent of an applicant's guardian", GuardianConsent),
    permit('timebank:write', 'courtyards'),
    body(GuardianInput),
    async (c) =>
      c.json(await giveApplicantsGuardianConsent(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .get(
    '/recruitment-notices',
    describe('Calls for volunteers, newest first', pageOf(RecruitmentNotice)),
    permit('timebank:read', 'courtyards'),
    query(PageQuery.extend(byDay)),
    async (c) => c.json(await listRecruitment(c.var.scope, c.req.valid('query'))),
  )
  .post(
    '/recruitment-notices',
    describe('Publish a call for volunteers', RecruitmentNotice, 201),
    permit('timebank:write'),
    keyed,
    body(RecruitmentNoticeInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await publishRecruitment(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  )
  .get(
    '/recruitment-notices/open',
    describe('Calls for volunteers that can be followed today, for anyone', pageOf(RecruitmentNotice)),
    permit('public:read'),
    query(PageQuery),
    async (c) => c.json(await openRecruitment(c.var.scope, c.req.valid('query'))),
  )
  .get(
    '/recruitment-notices/:id',
    describe('One call for volunteers, for anyone', RecruitmentNotice),
    permit('public:read'),
    async (c) => c.json(await getRecruitment(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/recruitment-notices/:id/closing',
    describe('End a call for volunteers before its day', RecruitmentNotice, 201),
    permit('timebank:write'),
    async (c) => c.json(await closeRecruitment(c.var.scope, c.req.param('id')), 201),
  );
