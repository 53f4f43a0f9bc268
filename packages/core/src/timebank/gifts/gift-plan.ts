import { z } from 'zod';
import { ageOn, type Living } from '../../courtyard/index.ts';
import type { PlainDate } from '../../kernel/index.ts';
import { Points, Reason } from '../points/points-input.ts';

/** Whom a gift is for: volunteers who meet all that is said. With nothing said it is everybody. */
export const GiftGroup = z.object({
  courtyardId: z.string().max(60).optional(),
  /** From this age on, in whole years. */
  ageFrom: z.number().int().min(1).max(120).optional(),
  /** Those who agreed to show that they are party members. */
  partyBadge: z.boolean().optional(),
  /** A word of what they can do. */
  skill: z.string().trim().min(1).max(20).optional(),
});
export type GiftGroup = z.infer<typeof GiftGroup>;

/**
 * How much each gets, the neediest first: `points` each while the `budget` lasts; `upTo` gives what is left of it then to the
 * next, who gets less. Without a budget everybody in the group gets the same.
 */
export const GiftShares = z.object({
  points: Points,
  budget: Points.optional(),
  upTo: z.boolean().default(false),
});
export type GiftShares = z.output<typeof GiftShares>;

export const PlanGiftInput = z.object({ group: GiftGroup, shares: GiftShares });

export const GiftInput = PlanGiftInput.extend({
  reason: Reason,
  /** What was shown before: refused when the group has changed since. */
  people: z.number().int().min(1),
  total: Points,
});

/** What a gift would come to: how many there are in the group, how many get something, and how much is given in all. */
export const GiftPlan = z.object({
  inGroup: z.number().int(),
  people: z.number().int(),
  total: z.number().int(),
});
export type GiftPlan = z.infer<typeof GiftPlan>;

/**
 * How much somebody is in need, of what the register knows: two for hardship that the household survey wrote down, two for
 * living alone from sixty on, two from eighty on or one from seventy on. The order is that of docs/decisions/0023.
 */
export function needOf({ bornIn, livesAlone, hardship }: Living, today: PlainDate): number {
  const age = bornIn === undefined ? 0 : ageOn(bornIn, today);
  const ofAge = age >= 80 ? 2 : age >= 70 ? 1 : 0;
  return (hardship ? 2 : 0) + (livesAlone && age >= 60 ? 2 : 0) + ofAge;
}

type Ranked = { living: Living; number: string };

/** The neediest first; of two alike the older, then by number, so that the order is the same whenever it is asked. */
export const neediestFirst = <T extends Ranked>(all: readonly T[], today: PlainDate): T[] =>
  [...all].sort(
    (a, b) =>
      needOf(b.living, today) - needOf(a.living, today) ||
      compare(a.living.bornIn ?? '9999-99', b.living.bornIn ?? '9999-99') ||
      compare(a.number, b.number),
  );

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What each of so many gets, in their order; those who get nothing are not in it. */
export function sharesOf(inGroup: number, { points, budget, upTo }: GiftShares): number[] {
  if (budget === undefined) return new Array<number>(inGroup).fill(points);
  const full = Math.min(inGroup, Math.floor(budget / points));
  const rest = budget - full * points;
  const shares = new Array<number>(full).fill(points);
  return upTo && full < inGroup && rest > 0 ? [...shares, rest] : shares;
}
