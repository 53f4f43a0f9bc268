import { z } from 'zod';
import { LinliError, type PlainDate } from '../../kernel/index.ts';
import { OWNER_KINDS } from '../account.ts';
import { CARD_DEEDS, ROUNDINGS } from './rule.ts';

/** Points an hour: more than any community gives would be a slip of the finger. */
const Rate = z.number().int().min(0).max(1000);
const Points = z.number().int().min(1).max(1_000_000).optional();
const Category = z.string().trim().min(1).max(30);

const MultiplierInput = z.object({
  name: z.string().trim().min(1).max(30),
  /** Of the rate: 150 is one and a half times, 1000 ten times. */
  percent: z.number().int().min(101).max(1000),
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).optional(),
  categories: z.array(Category).min(1).max(20).optional(),
});

/** What somebody says of a rule that they set: every word of `PointsRule`, within what can be meant. */
export const PointsRuleInput = z.object({
  from: z.iso.date(),
  pointsPerHour: Rate,
  byCategory: z.record(Category, Rate).optional(),
  multipliers: z.array(MultiplierInput).max(20).optional(),
  rounding: z.enum(ROUNDINGS).optional(),
  dailyCap: Points,
  yearlyCap: Points,
  spenders: z.array(z.enum(OWNER_KINDS)).min(1).max(OWNER_KINDS.length).optional(),
  cardsMay: z.array(z.enum(CARD_DEEDS)).max(CARD_DEEDS.length).optional(),
  transferMost: Points,
  transferDailyMost: Points,
  grantMost: Points,
  /** Fewer would leave no time for notice; more is as good as never. */
  expiresAfterMonths: z.number().int().min(3).max(60).optional(),
});
export type PointsRuleInput = z.output<typeof PointsRuleInput>;

/** What the words alone do not say: a multiplier names when or for what it holds, and ends after it begins. */
export function requireSound({ multipliers = [] }: Pick<PointsRuleInput, 'multipliers'>): void {
  for (const [i, { from, until, weekdays, categories }] of multipliers.entries()) {
    if ([from, until, weekdays, categories].every((said) => said === undefined))
      throw new LinliError('invalid', 'multiplierAlways', { field: `multipliers.${i}.name` });
    if (from !== undefined && until !== undefined && until < from)
      throw new LinliError('invalid', 'datesBackwards', { field: `multipliers.${i}.until` });
  }
}

/** A rule begins today at the earliest: what was posted before was posted under another. */
export function requireNotBefore(today: PlainDate, { from }: Pick<PointsRuleInput, 'from'>): void {
  if (from < today) throw new LinliError('invalid', 'ruleBeforeToday', { field: 'from' });
}
