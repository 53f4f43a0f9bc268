import { z } from 'zod';
import { type Instant, LinliError, publicField } from '../../kernel/index.ts';

/** One turn of an activity, from an instant to another. It never changes: what does is in its seats. */
export const Shift = z.object({
  id: publicField(z.string()),
  activityId: publicField(z.string()),
  startsAt: publicField(z.string()),
  endsAt: publicField(z.string()),
  courtyardId: publicField(z.string().optional()),
});
export type Shift = z.infer<typeof Shift>;

/** More than a hall holds: whoever needs more makes a second shift. */
export const CAPACITY_LIMIT = 100;

const LONGEST_HOURS = 12;
const HOUR_MS = 3600_000;

export const ShiftInput = z.object({
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  capacity: z.number().int().min(1).max(CAPACITY_LIMIT),
});
export type ShiftInput = z.infer<typeof ShiftInput>;

/** Instants are compared and sorted as texts: whoever leaves the milliseconds out means the same instant. */
export const asInstant = (written: string): Instant => new Date(written).toISOString();

/** The same shift with its times as they are stored. */
export const soundTimes = (shift: ShiftInput): ShiftInput => ({
  ...shift,
  startsAt: asInstant(shift.startsAt),
  endsAt: asInstant(shift.endsAt),
});

/** Throws `invalid` for a shift that ends before it begins, lasts longer than a day's work, or is over already. */
export function requireSoundShift({ startsAt, endsAt }: ShiftInput, now: Instant, field = 'endsAt'): void {
  const hours = (Date.parse(endsAt) - Date.parse(startsAt)) / HOUR_MS;
  if (hours <= 0 || hours > LONGEST_HOURS)
    throw new LinliError('invalid', 'shiftLength', { field, params: { hours: LONGEST_HOURS } });
  if (Date.parse(endsAt) <= Date.parse(now)) throw new LinliError('invalid', 'shiftPast', { field });
}
