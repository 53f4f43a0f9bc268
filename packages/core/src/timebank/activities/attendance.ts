import { z } from 'zod';
import { type Instant, idFrom, internal, LinliError, personal, plainDateOf } from '../../kernel/index.ts';
import type { Shift } from './shift.ts';

const MINUTE_MS = 60_000;

/** So far before the start and after the end of a shift a minute still counts: our default, for setting up and clearing away. */
export const TOLERANCE_MINUTES = 15;

/** So far before the start and after the end somebody can be checked in or out at all: our default. */
const WINDOW_MINUTES = 60;

/** A telephone's clock may be ahead of ours by so much. */
const AHEAD_MINUTES = 5;

/** How somebody was checked in: off the list, by the code at the place, or by the code on their card. */
export const CHECK_IN_WAYS = ['list', 'ticket', 'card'] as const;
export type CheckInWay = (typeof CHECK_IN_WAYS)[number];

/**
 * That a volunteer came to a shift, and, once they have `left`, for how long: `minutes` are whole minutes between check-in
 * and check-out, as far as they lie within the shift and its tolerance. `item`, `category` and `servedOn` are what a
 * service record of it will say.
 */
export const Attendance = z.object({
  id: internal(z.string()),
  shiftId: internal(z.string()),
  activityId: internal(z.string()),
  volunteerId: personal(z.string()),
  item: personal(z.string()),
  category: personal(z.string()),
  servedOn: personal(z.string()),
  state: personal(z.enum(['present', 'left'])),
  inAt: personal(z.string()),
  inWay: internal(z.enum(CHECK_IN_WAYS)),
  outAt: personal(z.string().optional()),
  outWay: internal(z.enum(CHECK_IN_WAYS).optional()),
  minutes: personal(z.number().int()),
  /** Who corrected its times last, when, and why. */
  corrected: personal(
    z.object({ at: internal(z.string()), by: personal(z.string()), reason: personal(z.string()) }).optional(),
  ),
  /** What it became, after which it does not change. */
  recordId: internal(z.string().optional()),
  proposalId: internal(z.string().optional()),
});
export type Attendance = z.infer<typeof Attendance>;

/** One of a volunteer and a shift, for ever. */
export const attendanceIdOf = (tenantId: string, shiftId: string, volunteerId: string): string =>
  idFrom('attendance', tenantId, shiftId, volunteerId);

/** What a service record is made of, of somebody who has left; undefined while they are still there, or were too short. */
export function hoursOf({
  state,
  minutes,
  item,
  category,
  servedOn,
  volunteerId,
}: Attendance):
  | (Pick<Attendance, 'volunteerId' | 'item' | 'category' | 'servedOn'> & { durationMinutes: number })
  | undefined {
  if (state !== 'left' || minutes < 1) return undefined;
  return { volunteerId, item, category, servedOn, durationMinutes: minutes };
}

export const isHours = ({ recordId, proposalId }: Attendance): boolean =>
  recordId !== undefined || proposalId !== undefined;

type Times = Pick<Shift, 'startsAt' | 'endsAt'>;

/** Whole minutes from one instant to another, as far as they lie within the shift and its tolerance. */
export function minutesWithin({ startsAt, endsAt }: Times, inAt: Instant, outAt: Instant): number {
  const tolerance = TOLERANCE_MINUTES * MINUTE_MS;
  const from = Date.parse(servedFrom({ startsAt }, inAt));
  const to = Math.min(Date.parse(outAt), Date.parse(endsAt) + tolerance);
  return Math.max(0, Math.floor((to - from) / MINUTE_MS));
}

/** From when a minute counts: check-in, or the tolerance before the shift where that was earlier. */
export const servedFrom = ({ startsAt }: Pick<Times, 'startsAt'>, inAt: Instant): Instant =>
  new Date(Math.max(Date.parse(inAt), Date.parse(startsAt) - TOLERANCE_MINUTES * MINUTE_MS)).toISOString();

/** When a shift's check-in opens and closes. */
export const windowOf = ({ startsAt, endsAt }: Times): { opens: Instant; closes: Instant } => ({
  opens: new Date(Date.parse(startsAt) - WINDOW_MINUTES * MINUTE_MS).toISOString(),
  closes: new Date(Date.parse(endsAt) + WINDOW_MINUTES * MINUTE_MS).toISOString(),
});

/** Throws `invalid` for a time that is outside of the shift's window, or that has not come yet. */
export function requireWithinWindow(times: Times, at: Instant, now: Instant, field = 'at'): void {
  const { opens, closes } = windowOf(times);
  if (at < opens || at > closes)
    throw new LinliError('invalid', 'outsideShift', { field, params: { minutes: WINDOW_MINUTES } });
  if (Date.parse(at) > Date.parse(now) + AHEAD_MINUTES * MINUTE_MS)
    throw new LinliError('invalid', 'timeToCome', { field });
}

/** The day for which a shift counts: that of its beginning. */
export const servedOnOf = ({ startsAt }: Times) => plainDateOf(startsAt);

/** What was kept on a telephone by the code at the place is taken for a day more. */
const TICKET_HOURS = 24;

export const isTooLateForTicket = (times: Times, now: Instant): boolean =>
  Date.parse(now) > Date.parse(windowOf(times).closes) + TICKET_HOURS * 60 * MINUTE_MS;
