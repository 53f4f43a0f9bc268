import { z } from 'zod';
import type { Month, PlainDate } from '../kernel/index.ts';
import type { Months } from './tally-item.ts';

/** A year (`2026`) or a month (`2026-04`) that a report is about. */
export const ServicePeriod = z.string().regex(/^(19|20)\d\d(-(0[1-9]|1[0-2]))?$/);
export type ServicePeriod = z.infer<typeof ServicePeriod>;

export const monthsOf = (period: ServicePeriod): Months =>
  period.length === 4 ? { first: `${period}-01`, last: `${period}-12` } : { first: period, last: period };

/** Its months, oldest first, up to that of a day: none is told of that has not begun. */
export function monthsBegun(period: ServicePeriod, today: PlainDate): Month[] {
  const { first, last } = monthsOf(period);
  const year = first.slice(0, 4);
  return Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`).filter(
    (month) => month >= first && month <= last && month <= today.slice(0, 7),
  );
}

/** Its last day, or today where it is not over. */
export function lastDayOf(period: ServicePeriod, today: PlainDate): PlainDate {
  const [year = 0, month = 1] = monthsOf(period).last.split('-').map(Number);
  const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  return last < today ? last : today;
}
