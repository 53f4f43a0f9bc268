import { z } from 'zod';
import { internal, type Month, type PlainDate, personal } from '../../kernel/index.ts';
import { WrittenDown } from './step.ts';

const OF_AGE = 18;
const YOUNGEST = 8;

export const GUARDIAN_RELATIONS = ['father', 'mother', 'grandparent', 'other'] as const;
export const GUARDIAN_WAYS = ['inPerson', 'written', 'phone'] as const;

/**
 * That a minor's guardian agreed to their serving: who, what they are to the minor, how they said so and on which day.
 * Its id is the person's; what the guardian said last stands, or nothing once they took it back. The trail has the rest.
 */
export const GuardianConsent = z.object({
  id: internal(z.string()),
  guardianName: personal(z.string()),
  relation: personal(z.enum(GUARDIAN_RELATIONS)),
  way: internal(z.enum(GUARDIAN_WAYS)),
  givenOn: personal(z.string()),
  recorded: internal(WrittenDown.optional()),
  /** The day on which the minor was last accepted or made active by it. */
  reliedOn: internal(z.string().optional()),
});
export type GuardianConsent = z.infer<typeof GuardianConsent>;

/**
 * Whether somebody is under eighteen: 民法典 17; from eight on they act with their guardian's consent (19), younger ones
 * not at all (20). The register keeps the month of birth only: until that month is over they count as the younger.
 */
export const isMinorOn = (bornIn: Month, on: PlainDate): boolean => isUnder(OF_AGE, bornIn, on);

export const isTooYoungOn = (bornIn: Month, on: PlainDate): boolean => isUnder(YOUNGEST, bornIn, on);

const isUnder = (years: number, bornIn: Month, on: PlainDate): boolean =>
  monthsOf(on) - monthsOf(bornIn) <= years * 12;

function monthsOf(date: Month | PlainDate): number {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return year * 12 + month - 1;
}
