import { z } from 'zod';
import { LinliError, parse, type Scope } from '../../kernel/index.ts';
import { view } from '../../table/index.ts';
import { Volunteers } from '../entities.ts';
import { scanCodeOf } from '../finding/scan-code.ts';
import { requireOwnVolunteer } from '../own.ts';
import { Volunteer } from '../volunteer.ts';
import { PublicActivity } from './activity.ts';
import { ShiftBoard } from './activity-operations.ts';
import { Attendance, attendanceIdOf, isTooLateForTicket } from './attendance.ts';
import { type CheckInOutcome, checkOne, eachInTurn } from './check-in-operations.ts';
import { Activities, Attendances, ShiftSeats, SignUps } from './entities.ts';
import { comingShifts, PublicActivities } from './public.ts';
import { type Standing, standingOf, standingOfVolunteer } from './seat-operations.ts';
import { Seats } from './seats.ts';
import { asInstant } from './shift.ts';
import { SignUp } from './sign-up.ts';
import { cancel, signUp } from './sign-up-operations.ts';
import { offerSeat, takeSeat } from './swap-operations.ts';
import { isTicketFor } from './ticket.ts';
import { ticketSecret } from './ticket-operations.ts';

const Self = Volunteer.pick({ id: true, volunteerNo: true, name: true });

const oneself = async (scope: Scope): Promise<z.infer<typeof Self>> =>
  view(Self, await requireOwnVolunteer(scope));

/** One's place in a shift. `ahead` is how many wait before one. */
const OwnSignUp = SignUp.pick({ id: true, shiftId: true, state: true, offeredTo: true }).extend({
  ahead: z.number().int().optional(),
  attendance: Attendance.pick({ state: true, inAt: true, outAt: true, minutes: true }).optional(),
});

/** Oneself with the code of one's card, what is coming, and one's place in each of it that one signed up for. */
export const OwnActivities = PublicActivities.extend({
  self: Self.extend({ code: z.string() }),
  signUps: z.array(OwnSignUp),
});
export type OwnActivities = z.infer<typeof OwnActivities>;

const SIGN_UPS_SHOWN = 50;
const LONGEST_MS = 12 * 3600_000;

export async function getOwnActivities(scope: Scope): Promise<OwnActivities> {
  const self = await oneself(scope);
  const { tenantId, table, now } = scope;
  const since = new Date(Date.parse(now) - LONGEST_MS).toISOString();
  const own = SignUps.query.ofVolunteer({ tenantId, volunteerId: self.id }).gte({ startsAt: since });
  const [shifts, { items }] = await Promise.all([
    comingShifts(scope),
    table.page(SignUps, own, { limit: SIGN_UPS_SHOWN }),
  ]);
  const waiting = items.filter(({ state }) => state === 'waiting').map(({ shiftId }) => shiftId);
  const seats = await table.getMany(
    waiting.map((id) => ({ entity: ShiftSeats, operation: ShiftSeats.get({ tenantId, id }) })),
  );
  const lists = new Map(waiting.map((id, i) => [id, Seats.safeParse(seats[i]).data?.waiting ?? []]));
  const signUps = items.map((item) => {
    const place = lists.get(item.shiftId)?.indexOf(item.id) ?? -1;
    return { ...item, ...(place < 0 ? {} : { ahead: place }) };
  });
  return view(OwnActivities, { self: { ...self, code: scanCodeOf(self.id) }, shifts, signUps });
}

/** One shift as a volunteer sees it: their place in it, and a seat that is offered to them. */
export const OwnShift = z.object({
  self: Self,
  activity: PublicActivity,
  shift: ShiftBoard,
  signUp: OwnSignUp.optional(),
  offer: z.object({ signUpId: z.string(), name: z.string() }).optional(),
});
export type OwnShift = z.infer<typeof OwnShift>;

export async function getOwnShift(scope: Scope, shiftId: string, from?: string): Promise<OwnShift> {
  const self = await oneself(scope);
  const { tenantId, table } = scope;
  const [standing, offer] = await Promise.all([
    standingOfVolunteer(scope, shiftId, self.id),
    from === undefined ? undefined : standingOf(scope, shiftId, from),
  ]);
  const { shift, seats, signUp: own } = standing;
  const id = attendanceIdOf(tenantId, shiftId, self.id);
  const [activity, attendance] = await table.getMany([
    { entity: Activities, operation: Activities.get({ tenantId, id: shift.activityId }) },
    { entity: Attendances, operation: Attendances.get({ tenantId, shiftId, id }) },
  ]);
  const ahead = own === undefined ? -1 : seats.waiting.indexOf(own.id);
  const theirs = offer?.signUp;
  return view(OwnShift, {
    ...{ self, activity, shift: { ...shift, seats } },
    ...(own === undefined
      ? {}
      : {
          signUp: {
            ...own,
            ...(ahead < 0 ? {} : { ahead }),
            attendance,
          },
        }),
    ...(theirs?.state === 'seated' && theirs.offeredTo === self.id
      ? { offer: { signUpId: theirs.id, name: theirs.volunteerName } }
      : {}),
  });
}

/** Until the shift begins. */
export async function signUpOneself(
  scope: Scope,
  shiftId: string,
  { key }: { key: string },
): Promise<SignUp> {
  return signUp(scope, shiftId, await oneself(scope), { key, until: ({ startsAt }) => startsAt });
}

/** Until the shift begins: then somebody at the place has to know. */
export async function cancelOwnSignUp(scope: Scope, shiftId: string): Promise<SignUp> {
  const self = await oneself(scope);
  const { signUp: own } = await standingOfVolunteer(scope, shiftId, self.id);
  return cancel(scope, shiftId, own?.id ?? 'none', {}, ({ shift }) => {
    if (scope.now >= shift.startsAt) throw new LinliError('conflict', 'shiftClosed');
  });
}

export const OfferInput = z.object({ volunteerNo: z.string().trim().min(1).max(30) });

/** To a volunteer by their number, as it stands on their card. Throws `invalid` where nobody has it. */
export async function offerOwnSeat(
  scope: Scope,
  shiftId: string,
  input: z.input<typeof OfferInput>,
): Promise<SignUp> {
  const self = await oneself(scope);
  const { volunteerNo } = parse(OfferInput, input);
  const { tenantId, table } = scope;
  const { items } = await table.page(Volunteers, Volunteers.query.byNumber({ tenantId, volunteerNo }), {
    limit: 2,
  });
  const to = items.find((one) => one.volunteerNo === volunteerNo);
  if (to === undefined) throw new LinliError('invalid', 'volunteerNoUnknown', { field: 'volunteerNo' });
  return offerSeat(scope, shiftId, self, to);
}

export async function takeOfferedSeat(scope: Scope, shiftId: string, signUpId: string): Promise<SignUp> {
  return takeSeat(scope, shiftId, signUpId, await oneself(scope));
}

/** One's own check-in or check-out, by the code that is posted at the place. `at` is now where nothing is said. */
export const OwnCheckInInput = z.object({
  ticket: z.string().max(60),
  items: z
    .array(
      z.object({
        id: z.string().min(8).max(100),
        what: z.enum(['in', 'out']),
        at: z.iso.datetime().optional(),
      }),
    )
    .min(1)
    .max(4),
});

/** What a telephone kept without a network is taken for a day after the shift; then staff has to say so. */
export async function checkOneselfIn(
  scope: Scope,
  shiftId: string,
  input: z.input<typeof OwnCheckInInput>,
): Promise<CheckInOutcome> {
  const self = await oneself(scope);
  const { ticket, items } = parse(OwnCheckInInput, input);
  const secret = await ticketSecret(scope);
  const demand = ({ shift }: Pick<Standing, 'shift'>) => {
    if (secret === undefined || !isTicketFor(secret, shift, ticket) || isTooLateForTicket(shift, scope.now))
      throw new LinliError('forbidden', 'ticketOver');
  };
  return eachInTurn(items, ({ what, at = scope.now }) =>
    checkOne(scope, { shiftId, volunteerId: self.id, what, way: 'ticket', at: asInstant(at) }, demand),
  );
}
