import { z } from 'zod';
import type { PlainDate } from '../../kernel/index.ts';

/** Which of a month's such weekdays: each, the first to the fourth, or the last. */
export const WEEKS = ['every', 'first', 'second', 'third', 'fourth', 'last'] as const;

/**
 * When something can be redeemed (兑换日): on a weekday, Monday being 1 and Sunday 7, such as each second Saturday of a
 * month, and on single days beside.
 */
export const RedemptionDays = z.object({
  weekly: z.object({ week: z.enum(WEEKS), weekday: z.number().int().min(1).max(7) }).optional(),
  dates: z.array(z.iso.date()).max(60).optional(),
});
export type RedemptionDays = z.infer<typeof RedemptionDays>;

/** Whether this is one of the days; every day is where none are named. */
export function isRedemptionDay({ weekly, dates = [] }: RedemptionDays, on: PlainDate): boolean {
  if (weekly === undefined && dates.length === 0) return true;
  return dates.includes(on) || (weekly !== undefined && isWeekly(weekly, on));
}

function isWeekly({ week, weekday }: NonNullable<RedemptionDays['weekly']>, on: PlainDate): boolean {
  const day = new Date(`${on}T00:00:00Z`);
  if ((day.getUTCDay() || 7) !== weekday) return false;
  if (week === 'every') return true;
  if (week === 'last') return isLastOfMonth(day);
  return WEEKS.indexOf(week) === Math.ceil(day.getUTCDate() / 7);
}

/** No such weekday comes after it in its month. */
function isLastOfMonth(day: Date): boolean {
  const aWeekLater = new Date(day);
  aWeekLater.setUTCDate(day.getUTCDate() + 7);
  return aWeekLater.getUTCMonth() !== day.getUTCMonth();
}
