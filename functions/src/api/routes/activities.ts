import {
  ActivityDetail,
  ActivityInput,
  addShift,
  CallingOffInput,
  CancellationInput,
  CapacityInput,
  CheckInInput,
  CheckInOutcome,
  callShiftOff,
  cancelSignUp,
  checkIn,
  createActivity,
  getActivity,
  getRoster,
  getTicket,
  getVolunteerOnHand,
  listActivities,
  markAbsent,
  PublicActivities,
  PublicActivity,
  publicActivities,
  Roster,
  SeatsLeft,
  Shift,
  ShiftInput,
  SignUp,
  SignUpInput,
  setCapacity,
  signVolunteerUp,
  Ticket,
  VolunteerOnHand,
} from '@linli/core/timebank';
import { Hono } from 'hono';
import { describe, pageOf } from '../describe.ts';
import type { AppEnvironment } from '../environment.ts';
import { body, byDay, keyed, PageQuery, query } from '../input.ts';
import { permit } from '../middleware/permit.ts';

/** Activities, their shifts, who signed up and who came, as the office sees them; what is coming, for anybody. */
export const activities = new Hono<AppEnvironment>()
  .get(
    '/activities/public',
    describe('What is coming, the earliest first, for anyone', PublicActivities),
    permit('public:read'),
    async (c) => c.json(await publicActivities(c.var.scope)),
  )
  .get(
    '/activities',
    describe('Activities by the day of their first shift, newest first', pageOf(PublicActivity)),
    permit('timebank:read', 'courtyards'),
    query(PageQuery.extend(byDay)),
    async (c) => c.json(await listActivities(c.var.scope, c.req.valid('query'))),
  )
  .post(
    '/activities',
    describe('Make an activity with its shifts', PublicActivity, 201),
    permit('timebank:write', 'courtyards'),
    keyed,
    body(ActivityInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await createActivity(c.var.scope, { ...c.req.valid('json'), key }), 201);
    },
  )
  .get(
    '/activities/:id',
    describe('One activity with its shifts', ActivityDetail),
    permit('timebank:read', 'courtyards'),
    async (c) => c.json(await getActivity(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/activities/:id/shifts',
    describe('Add a shift to an activity', Shift, 201),
    permit('timebank:write', 'courtyards'),
    keyed,
    body(ShiftInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await addShift(c.var.scope, c.req.param('id'), { ...c.req.valid('json'), key }), 201);
    },
  )
  .get(
    '/shifts/:id',
    describe("A shift's roster: who has a seat, who waits, who came", Roster),
    permit('timebank:read', 'courtyards'),
    async (c) => c.json(await getRoster(c.var.scope, c.req.param('id'))),
  )
  .put(
    '/shifts/:id/capacity',
    describe('Make a shift larger or smaller; whoever waits gets the seats that are added', SeatsLeft),
    permit('timebank:write', 'courtyards'),
    body(CapacityInput),
    async (c) => c.json(await setCapacity(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .post(
    '/shifts/:id/calling-off',
    describe('Say that a shift does not take place, and why', SeatsLeft),
    permit('timebank:write', 'courtyards'),
    body(CallingOffInput),
    async (c) => c.json(await callShiftOff(c.var.scope, c.req.param('id'), c.req.valid('json'))),
  )
  .get(
    '/shifts/:id/ticket',
    describe('What is posted at the place as a code, to check in with', Ticket),
    permit('timebank:write', 'courtyards'),
    async (c) => c.json(await getTicket(c.var.scope, c.req.param('id'))),
  )
  .post(
    '/shifts/:id/sign-ups',
    describe('Sign a volunteer up: a seat, or a place in the queue', SignUp, 201),
    permit('timebank:write', 'courtyards'),
    keyed,
    body(SignUpInput),
    async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      const { id } = c.req.param();
      return c.json(await signVolunteerUp(c.var.scope, id, { ...c.req.valid('json'), key }), 201);
    },
  )
  .post(
    '/shifts/:id/sign-ups/:signUpId/cancellation',
    describe('Take somebody out of a shift; the first who waits moves up', SignUp),
    permit('timebank:write', 'courtyards'),
    body(CancellationInput),
    async (c) => {
      const { id, signUpId } = c.req.param();
      return c.json(await cancelSignUp(c.var.scope, id, signUpId, c.req.valid('json')));
    },
  )
  .post(
    '/shifts/:id/sign-ups/:signUpId/absence',
    describe('Say that somebody who had a seat did not come', SignUp),
    permit('timebank:write', 'courtyards'),
    async (c) => {
      const { id, signUpId } = c.req.param();
      return c.json(await markAbsent(c.var.scope, id, signUpId));
    },
  )
  .get(
    '/volunteers-on-hand/:volunteerNo',
    describe(
      'By the number on a card: whose it is, and the shifts they can be checked in to now',
      VolunteerOnHand,
    ),
    permit('timebank:write', 'courtyards'),
    async (c) => c.json(await getVolunteerOnHand(c.var.scope, c.req.param('volunteerNo'))),
  )
  .post(
    '/check-ins',
    describe('Check volunteers in and out, now or as a telephone kept it; nothing doubles', CheckInOutcome),
    permit('timebank:write', 'courtyards'),
    body(CheckInInput),
    async (c) => c.json(await checkIn(c.var.scope, c.req.valid('json'))),
  );
