import { z } from 'zod';
import { internal, type Month, monthOf, personal } from '../../kernel/index.ts';
import type { ServiceRecord } from '../service-record.ts';
import { CertifiedService, certified } from './certificate.ts';

const MONTHS = 12;

/** One month of a volunteer's year, `YYYY-MM`, in whole minutes. */
export const ServiceMonth = z.object({ month: internal(z.string()), minutes: personal(z.number().int()) });

/** What one volunteer did in one year: month by month, and by category, what was taken back taken off. */
export const ServiceYear = z.object({
  volunteerId: internal(z.string()),
  volunteerNo: personal(z.string()),
  name: personal(z.string()),
  year: internal(z.string()),
  minutes: personal(z.number().int()),
  times: personal(z.number().int()),
  months: z.array(ServiceMonth),
  services: z.array(CertifiedService),
  /** As they stand today, over all years. */
  minutesServed: personal(z.number().int()),
  star: personal(z.number().int().optional()),
});
export type ServiceYear = z.infer<typeof ServiceYear>;

type Served = Pick<ServiceRecord, 'category' | 'durationMinutes' | 'reverses' | 'servedOn'>;

/** Twelve months, also those in which nothing was done. */
export function yearOf(
  year: string,
  records: readonly Served[],
): Pick<ServiceYear, 'minutes' | 'times' | 'months' | 'services'> {
  const inMonth = new Map<Month, number>();
  for (const { servedOn, durationMinutes } of records)
    inMonth.set(monthOf(servedOn), (inMonth.get(monthOf(servedOn)) ?? 0) + durationMinutes);
  const months = Array.from({ length: MONTHS }, (_, i) => {
    const month = `${year}-${String(i + 1).padStart(2, '0')}`;
    return { month, minutes: inMonth.get(month) ?? 0 };
  });
  return { ...certified(records), months };
}
