import { z } from 'zod';
import { idFrom, LinliError, type PlainDate, publicField } from '../kernel/index.ts';

/**
 * What an hour of service earns, from a date on. Rules are added, never edited, so that an old record keeps its old rate.
 * `pointsPerHour` is by service category with a default for the rest.
 */
export const PointsRule = z.object({
  id: publicField(z.string()),
  from: publicField(z.string()),
  pointsPerHour: publicField(z.number().int().nonnegative()),
  byCategory: publicField(z.record(z.string(), z.number().int().nonnegative()).optional()),
});
export type PointsRule = z.infer<typeof PointsRule>;

/** The rule with the latest start on or before the day. Throws `invalid` when none is in force. */
export function ruleInForce(rules: readonly PointsRule[], on: PlainDate): PointsRule {
  const inForce = rules.filter((rule) => rule.from <= on).sort((a, b) => (a.from < b.from ? 1 : -1))[0];
  if (inForce === undefined)
    throw new LinliError('invalid', 'noRateInForce', { field: 'servedOn', params: { date: on } });
  return inForce;
}

/**
 * Whole points for whole minutes, rounded half up once a record: 30 minutes at 10 points an hour are 5 points, not 0.
 * Integer arithmetic throughout.
 */
export function pointsEarned(rule: PointsRule, category: string, durationMinutes: number): number {
  const rate = rule.byCategory?.[category] ?? rule.pointsPerHour;
  return Math.floor((durationMinutes * rate + 30) / 60);
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
