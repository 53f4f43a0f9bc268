import { createHash } from 'node:crypto';
import { z } from 'zod';
import { internal, type Month, minuteOf, personal } from '../../kernel/index.ts';
import type { HoursChecks } from './checks.ts';
import { Deed } from './service-proposal.ts';

/** Why a record is looked at: drawn by lot, a long day, or entered with many others at once or at night. */
export const SAMPLE_REASONS = ['drawn', 'longDay', 'bulk'] as const;
type SampleReason = (typeof SAMPLE_REASONS)[number];

/** What came of looking at it: it is right, or it is not and somebody takes it back. */
export const SAMPLE_OUTCOMES = ['right', 'wrong'] as const;

/** One record of a month's sample audit. `enteredBy` is the account that entered it: another one looks at it. */
export const SampledRecord = z.object({
  id: internal(z.string()),
  month: internal(z.string()),
  recordId: internal(z.string()),
  why: internal(z.enum(SAMPLE_REASONS)),
  servedOn: personal(z.string()),
  item: personal(z.string()),
  volunteerId: personal(z.string()),
  volunteerName: personal(z.string()),
  courtyardId: personal(z.string().optional()),
  durationMinutes: personal(z.number().int()),
  enteredBy: internal(z.string()),
  outcome: internal(z.enum(SAMPLE_OUTCOMES).optional()),
  looked: internal(Deed.optional()),
});
export type SampledRecord = z.infer<typeof SampledRecord>;

/** A month's sample as a whole: of how many records it was drawn. `seed` is made when it is drawn, so nobody knows it before. */
export const MonthSample = z.object({
  id: internal(z.string()),
  seed: internal(z.string()),
  drawnAt: internal(z.string()),
  recordCount: internal(z.number().int()),
  sampleCount: internal(z.number().int()),
});
export type MonthSample = z.infer<typeof MonthSample>;

/** One in twenty, and ten at the least: our own default, enough to be looked through in an afternoon. */
const SHARE = 0.05;
const AT_LEAST = 10;
/** Of what stands out no more than this for each reason: the rest is said by the first. */
const STANDING_OUT = 20;

/** A record as it is sampled from. `createdBy` is an account, or an import of a ledger. */
export type Sampled = {
  id: string;
  servedOn: string;
  volunteerId: string;
  durationMinutes: number;
  createdAt: string;
  createdBy: string;
  byHand: boolean;
};

/**
 * What is looked at of a month's records: the lot by the seed, and whatever stands out. The same records and the same seed
 * give the same sample, whatever order they come in.
 */
export function sampleOf(
  records: readonly Sampled[],
  seed: string,
  checks: HoursChecks,
): Map<string, SampleReason> {
  const order = (id: string) => createHash('sha256').update(`${seed} ${id}`).digest('hex');
  const byLot = records
    .map(({ id }) => ({ id, place: order(id) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  const first = (reason: SampleReason, among: ReadonlySet<string>) =>
    byLot
      .filter(({ id }) => among.has(id))
      .slice(0, STANDING_OUT)
      .map(({ id }) => [id, reason] as const);
  const lot = byLot.slice(0, Math.max(AT_LEAST, Math.ceil(records.length * SHARE)));
  return new Map([
    ...lot.map(({ id }) => [id, 'drawn'] as const),
    ...first('longDay', inLongDays(records, checks)),
    ...first('bulk', enteredInBulk(records, checks)),
  ]);
}

function inLongDays(records: readonly Sampled[], { dailyMinutes }: HoursChecks): Set<string> {
  const byDay = Map.groupBy(records, ({ volunteerId, servedOn }) => `${volunteerId} ${servedOn}`);
  return idsOf(
    [...byDay.values()].filter(
      (day) => day.reduce((sum, one) => sum + one.durationMinutes, 0) > dailyMinutes,
    ),
  );
}

/** Of what was entered by hand: a ledger is always many at once. */
function enteredInBulk(records: readonly Sampled[], checks: HoursChecks): Set<string> {
  const byHour = Map.groupBy(
    records.filter(({ byHand }) => byHand),
    ({ createdBy, createdAt }) => `${createdBy} ${minuteOf(createdAt).slice(0, 13)}`,
  );
  const tooMany = [...byHour].filter(([at, entries]) => {
    const hour = Number(at.slice(-2));
    const most = hour >= 22 || hour < 6 ? checks.nightlyEntries : checks.hourlyEntries;
    return entries.length > most;
  });
  return idsOf(tooMany.map(([, entries]) => entries));
}

const idsOf = (groups: readonly (readonly Sampled[])[]): Set<string> =>
  new Set(groups.flatMap((group) => group.map(({ id }) => id)));

/** The month before the day: the last one that is over. */
export function monthBefore(day: string): Month {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7);
}
