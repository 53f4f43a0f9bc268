import type { Month, PlainDate } from '../kernel/index.ts';

/** Before school, school age, working age, and the elders' bands that care and allowances go by. */
export const AGE_BANDS = ['0-6', '7-17', '18-59', '60-69', '70-79', '80+'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

/**
 * Whole years on a day. Only the month of birth is known, so that a birthday counts from the first of its month; a
 * month after the day gives a negative age.
 */
export function ageOn(bornIn: Month, on: PlainDate): number {
  return Math.floor((monthsOf(on) - monthsOf(bornIn)) / 12);
}

/** Undefined for someone not born yet on that day. */
export function ageBandOn(bornIn: Month, on: PlainDate): AgeBand | undefined {
  const age = ageOn(bornIn, on);
  if (age < 0) return undefined;
  return AGE_BANDS.findLast((band) => age >= Number.parseInt(band, 10));
}

function monthsOf(date: Month | PlainDate): number {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return year * 12 + month - 1;
}
