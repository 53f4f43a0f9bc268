import { z } from 'zod';
import { internal, type PlainDate } from '../../kernel/index.ts';

/**
 * What a community looks at before hours are confirmed. Each is advice to whoever confirms, who can say why it is right all
 * the same: a long day of flood watch is no fraud. `dailyMinutes` is how long a day of service is believed; `pairTimes` how
 * often the same two may meet within `pairDays`; `hourlyEntries` how many services one account enters within an hour, and
 * `nightlyEntries` how many between ten at night and six in the morning.
 */
export const HoursChecks = z.object({
  dailyMinutes: internal(
    z
      .number()
      .int()
      .min(60)
      .max(24 * 60),
  ),
  pairTimes: internal(z.number().int().min(2).max(100)),
  pairDays: internal(z.number().int().min(1).max(92)),
  hourlyEntries: internal(z.number().int().min(1).max(500)),
  nightlyEntries: internal(z.number().int().min(1).max(500)),
});
export type HoursChecks = z.infer<typeof HoursChecks>;

/**
 * Our own defaults, for no rule of the state names figures: eight hours are a working day (Labour Law of the PRC, art. 36),
 * and a visit every other day to the same person is past what a neighbour does unasked.
 */
export const DEFAULT_CHECKS: HoursChecks = {
  dailyMinutes: 8 * 60,
  pairTimes: 15,
  pairDays: 30,
  hourlyEntries: 20,
  nightlyEntries: 5,
};

export const CHECK_KINDS = ['overlaps', 'sameAgain', 'longDay', 'samePair', 'bulk', 'atNight'] as const;

/** What a check noticed, with the figure or the record that says why: minutes of the day, times of the pair, entries. */
export const CheckFinding = z.object({
  kind: internal(z.enum(CHECK_KINDS)),
  count: internal(z.number().int().optional()),
  recordId: internal(z.string().optional()),
});
export type CheckFinding = z.infer<typeof CheckFinding>;

/** A service as the checks see it, be it recorded or proposed. */
export type CheckedService = {
  id: string;
  servedOn: PlainDate;
  startsAt?: string | undefined;
  item: string;
  durationMinutes: number;
  recipient?: string | undefined;
};

/** How many services one account has entered in this hour of the clock, and what hour it is, 0 to 23. */
export type Pace = { entries: number; hour: number };

/** Everything that is noticed of a service, the gravest first. `others` are the volunteer's own of the days around it. */
export function checkService(
  service: CheckedService,
  others: readonly CheckedService[],
  checks: HoursChecks,
  pace?: Pace,
): CheckFinding[] {
  const rest = others.filter(({ id }) => id !== service.id);
  const sameDay = rest.filter(({ servedOn }) => servedOn === service.servedOn);
  return [
    ...overlapping(service, sameDay),
    ...again(service, sameDay),
    ...longDay(service, sameDay, checks),
    ...samePair(service, rest, checks),
    ...(pace === undefined ? [] : tooFast(pace, checks)),
  ];
}

function overlapping(service: CheckedService, sameDay: readonly CheckedService[]): CheckFinding[] {
  const met = sameDay.find((other) => {
    const [one, two] = [spanOf(service), spanOf(other)];
    return one !== undefined && two !== undefined && one.from < two.to && two.from < one.to;
  });
  return met === undefined ? [] : [{ kind: 'overlaps', recordId: met.id }];
}

/** Minutes since midnight; undefined where nobody wrote down when it began. */
function spanOf({ startsAt, durationMinutes }: CheckedService): { from: number; to: number } | undefined {
  if (startsAt === undefined) return undefined;
  const [hours = 0, minutes = 0] = startsAt.split(':').map(Number);
  const from = hours * 60 + minutes;
  return { from, to: from + durationMinutes };
}

/** The same service written down twice: two with known times that do not meet are two. */
function again(service: CheckedService, sameDay: readonly CheckedService[]): CheckFinding[] {
  const twin = sameDay.find(
    (other) =>
      other.item === service.item &&
      other.durationMinutes === service.durationMinutes &&
      (other.recipient ?? '') === (service.recipient ?? '') &&
      (other.startsAt === undefined || service.startsAt === undefined),
  );
  return twin === undefined ? [] : [{ kind: 'sameAgain', recordId: twin.id }];
}

function longDay(
  { durationMinutes }: CheckedService,
  sameDay: readonly CheckedService[],
  { dailyMinutes }: HoursChecks,
): CheckFinding[] {
  const count = sameDay.reduce((sum, other) => sum + other.durationMinutes, durationMinutes);
  return count > dailyMinutes ? [{ kind: 'longDay', count }] : [];
}

function samePair(
  { recipient }: CheckedService,
  others: readonly CheckedService[],
  { pairTimes }: HoursChecks,
): CheckFinding[] {
  if (!recipient) return [];
  const count = others.filter((other) => other.recipient === recipient).length + 1;
  return count > pairTimes ? [{ kind: 'samePair', count }] : [];
}

function tooFast({ entries, hour }: Pace, { hourlyEntries, nightlyEntries }: HoursChecks): CheckFinding[] {
  const count = entries + 1;
  const night = hour >= 22 || hour < 6;
  if (night && count > nightlyEntries) return [{ kind: 'atNight', count }];
  return count > hourlyEntries ? [{ kind: 'bulk', count }] : [];
}
