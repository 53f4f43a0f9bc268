import { z } from 'zod';

const count = z.number().int();

/** What was done in a month, a courtyard or altogether. `peopleServed` are times, as ledgers state them, not people. */
export const ServiceFigures = z.object({
  serviceRecords: count,
  serviceMinutes: count,
  peopleServed: count,
  pointsIssued: count,
});
export type ServiceFigures = z.infer<typeof ServiceFigures>;

/** How many were volunteers at the end of the period, and how many of them party members; undefined: fewer than three. */
const Volunteers = z.object({ volunteers: count.optional(), partyVolunteers: count.optional() });

/** One courtyard, or those that are told of together because each alone has too few volunteers: then it has no id and no name. */
const CourtyardLine = ServiceFigures.extend(Volunteers.shape).extend({
  id: z.string().optional(),
  name: z.string().optional(),
});
export type CourtyardLine = z.infer<typeof CourtyardLine>;

/**
 * The time bank's month or year (月报、年报): what was done, month by month, by courtyard and by category, within what somebody
 * reaches. `until` is its last day or today. What points did beside service belongs to no courtyard and is absent for
 * whoever reaches some only.
 */
export const ServiceReport = z.object({
  period: z.string(),
  until: z.string(),
  total: ServiceFigures.extend(Volunteers.shape),
  points: z.object({ granted: count, redeemed: count, expired: count }).optional(),
  months: z.array(ServiceFigures.extend({ month: z.string() })),
  courtyards: z.array(CourtyardLine),
  categories: z.array(z.object({ category: z.string(), serviceRecords: count, serviceMinutes: count })),
});
export type ServiceReport = z.infer<typeof ServiceReport>;

/**
 * A courtyard's year as anybody may see it: what was done, by month and by category. `told` is false where it has so few
 * volunteers that they would be known; then nothing else is said.
 */
export const CourtyardYear = z.object({
  id: z.string(),
  name: z.string(),
  year: z.string(),
  until: z.string(),
  told: z.boolean(),
  total: ServiceFigures.extend({ volunteers: count }).optional(),
  months: ServiceReport.shape.months,
  categories: ServiceReport.shape.categories,
});
export type CourtyardYear = z.infer<typeof CourtyardYear>;

/** Fewer people than this are not told of outside: who they are would be known. */
const FEWEST_TOLD = 3;

const summed = (one: number | undefined, other: number | undefined) => (one ?? 0) + (other ?? 0);

function together(one: CourtyardLine, other: CourtyardLine): CourtyardLine {
  return {
    serviceRecords: one.serviceRecords + other.serviceRecords,
    serviceMinutes: one.serviceMinutes + other.serviceMinutes,
    peopleServed: one.peopleServed + other.peopleServed,
    pointsIssued: one.pointsIssued + other.pointsIssued,
    volunteers: summed(one.volunteers, other.volunteers),
    partyVolunteers: summed(one.partyVolunteers, other.partyVolunteers),
  };
}

/**
 * A report as it may leave the community. Courtyards with fewer than three volunteers are told of together, and with the next
 * smallest as long as even together they are fewer: taken from the total, the other lines would give them away.
 * Where the whole report is of so few, no line is left. Party members among volunteers are told of where neither they
 * nor the others are one or two.
 */
export function asToldOutside(report: ServiceReport): ServiceReport {
  const bySize = [...report.courtyards].sort((a, b) => (a.volunteers ?? 0) - (b.volunteers ?? 0));
  const empty = ({ volunteers = 0, serviceRecords }: CourtyardLine) =>
    volunteers === 0 && serviceRecords === 0;
  let small: CourtyardLine | undefined;
  const merged = new Set<CourtyardLine>();
  for (const line of bySize) {
    if (empty(line)) continue;
    if (areEnough(line) && (small === undefined || areEnough(small))) break;
    small = together(small ?? NOTHING, line);
    merged.add(line);
  }
  const told = report.courtyards.filter((line) => !merged.has(line));
  const others = small !== undefined && areEnough(small) ? [small] : [];
  return {
    ...report,
    total: withoutFew(report.total),
    courtyards: [...told, ...others].map(withoutFew),
  };
}

export const areEnough = ({ volunteers = 0 }: { volunteers?: number | undefined }): boolean =>
  volunteers >= FEWEST_TOLD;

const NOTHING: CourtyardLine = { serviceRecords: 0, serviceMinutes: 0, peopleServed: 0, pointsIssued: 0 };

function withoutFew<T extends { volunteers?: number | undefined; partyVolunteers?: number | undefined }>(
  line: T,
): T {
  const { volunteers = 0, partyVolunteers = 0 } = line;
  const few = (people: number) => people > 0 && people < FEWEST_TOLD;
  return {
    ...line,
    volunteers: few(volunteers) ? undefined : volunteers,
    partyVolunteers: few(partyVolunteers) || few(volunteers - partyVolunteers) ? undefined : partyVolunteers,
  };
}
