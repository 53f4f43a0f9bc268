import { z } from 'zod';
import { type PlainDate, publicField } from '../../kernel/index.ts';

/**
 * More points for service when or where it is needed: `percent` of the rate (150 is one and a half times) for a service
 * that meets all that is said: on or after `from`, up to and including `until`, on one of these `weekdays` (Monday is 1,
 * Sunday 7), in one of these `categories`.
 */
export const Multiplier = z.object({
  name: publicField(z.string()),
  percent: publicField(z.number().int()),
  from: publicField(z.string().optional()),
  until: publicField(z.string().optional()),
  weekdays: publicField(z.array(z.number().int()).optional()),
  categories: publicField(z.array(z.string()).optional()),
});
export type Multiplier = z.infer<typeof Multiplier>;

const PLAIN = 100;

/** What a service earns in hundredths of its rate. Where several multipliers meet, the greatest holds; they do not add up. */
export const percentFor = (
  multipliers: readonly Multiplier[],
  service: { category: string; servedOn: PlainDate },
): number =>
  multipliers
    .filter((multiplier) => holdsFor(multiplier, service))
    .reduce((most, { percent }) => Math.max(most, percent), PLAIN);

const holdsFor = (
  { from, until, weekdays, categories }: Multiplier,
  { category, servedOn }: { category: string; servedOn: PlainDate },
): boolean =>
  (from === undefined || servedOn >= from) &&
  (until === undefined || servedOn <= until) &&
  (weekdays === undefined || weekdays.includes(weekdayOf(servedOn))) &&
  (categories === undefined || categories.includes(category));

const weekdayOf = (day: PlainDate): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
