import { z } from 'zod';
import { idFrom, LinliError, type PlainDate, publicField } from '../../kernel/index.ts';
import { OWNER_KINDS } from '../account.ts';
import { Multiplier } from './multiplier.ts';

/** How the points of one record become whole: to the nearest, or down. */
export const ROUNDINGS = ['nearest', 'down'] as const;

/** What a collective card can do with its points beside having them redeemed. */
export const CARD_DEEDS = ['transfer', 'gift'] as const;

const wholePoints = () => publicField(z.number().int().nonnegative().optional());

/**
 * What a community's points are worth and what can be done with them, from a day on. Rules are added, never edited, so
 * that an old record keeps its old rate. Everything is in whole points; what a rule does not say is not limited.
 *
 * - `pointsPerHour` is by service category (`byCategory`), with a default for the rest; `multipliers` raise it.
 * - `dailyCap`, `yearlyCap`: what one person can earn by service on one day of service, in one calendar year of it. The
 *   hours count in full all the same.
 * - `spenders`: whose accounts can redeem or put points aside; `cardsMay`: what collective cards can give.
 * - `transferMost`, `transferDailyMost`: what one person can pass on at once, and on one day.
 * - `grantMost`: what the community and its sponsors have promised to redeem of points given out of its own hand in a
 *   calendar year: giving stops there.
 * - `expiresAfterMonths`: so many months after the end of the year in which a person gained them, points run out.
 */
export const PointsRule = z.object({
  id: publicField(z.string()),
  from: publicField(z.string()),
  pointsPerHour: publicField(z.number().int().nonnegative()),
  byCategory: publicField(z.record(z.string(), z.number().int().nonnegative()).optional()),
  multipliers: publicField(z.array(Multiplier).optional()),
  rounding: publicField(z.enum(ROUNDINGS).optional()),
  dailyCap: wholePoints(),
  yearlyCap: wholePoints(),
  spenders: publicField(z.array(z.enum(OWNER_KINDS)).optional()),
  cardsMay: publicField(z.array(z.enum(CARD_DEEDS)).optional()),
  transferMost: wholePoints(),
  transferDailyMost: wholePoints(),
  grantMost: wholePoints(),
  expiresAfterMonths: publicField(z.number().int().positive().optional()),
  /** Of a rule that was taken back before it began: it never was in force. */
  withdrawnAt: publicField(z.string().optional()),
});
export type PointsRule = z.infer<typeof PointsRule>;

/** Where a rule stands on a day among the others. */
export const RULE_STATES = ['coming', 'inForce', 'past', 'withdrawn'] as const;

export const PointsRuleDetail = PointsRule.extend({ state: publicField(z.enum(RULE_STATES)) });
export type PointsRuleDetail = z.infer<typeof PointsRuleDetail>;

/** The rule with the latest start on or before the day; undefined before the first. */
export const ruleOn = (rules: readonly PointsRule[], on: PlainDate): PointsRule | undefined =>
  rules
    .filter(({ from, withdrawnAt }) => from <= on && withdrawnAt === undefined)
    .sort((a, b) => (a.from < b.from ? 1 : -1))[0];

/** The same where there has to be one. Throws `invalid` when none is in force. */
export function ruleInForce(rules: readonly PointsRule[], on: PlainDate): PointsRule {
  const inForce = ruleOn(rules, on);
  if (inForce === undefined)
    throw new LinliError('invalid', 'noRateInForce', { field: 'servedOn', params: { date: on } });
  return inForce;
}

/** The next rule that will begin after the day, if one is set. */
export const ruleAfter = (rules: readonly PointsRule[], on: PlainDate): PointsRule | undefined =>
  rules
    .filter(({ from, withdrawnAt }) => from > on && withdrawnAt === undefined)
    .sort((a, b) => (a.from < b.from ? -1 : 1))[0];

export function stateOf(
  rule: PointsRule,
  rules: readonly PointsRule[],
  today: PlainDate,
): PointsRuleDetail['state'] {
  if (rule.withdrawnAt !== undefined) return 'withdrawn';
  if (rule.from > today) return 'coming';
  return ruleOn(rules, today)?.id === rule.id ? 'inForce' : 'past';
}

/**
 * The rule every community opens with, before it has said anything: ten points an hour, the common practice (and the
 * demo community's own), from a day before any record.
 */
export const openingRule = (tenantId: string): PointsRule => ({
  id: idFrom('rule', tenantId, 'opening'),
  from: '1970-01-01',
  pointsPerHour: 10,
});
