import { z } from 'zod';
import { internal, publicField } from '../../kernel/index.ts';
import type { ServiceRecord } from '../service-record.ts';
import { pointsEarned } from './earning.ts';
import type { PointsRule } from './rule.ts';

const count = () => internal(z.number().int());

/** Services of one category, what was posted for them, and what another rule would have given for the same. */
export const PreviewedCategory = z.object({
  category: publicField(z.string()),
  records: count(),
  minutes: count(),
  pointsPosted: count(),
  pointsByRule: count(),
});
export type PreviewedCategory = z.infer<typeof PreviewedCategory>;

/**
 * A part of a month under a rule that was not in force in it: whole days, up to and including `through`; `nextDay` begins
 * the next part and is absent after the last. Records that were taken back are not among them. The cap of a day is reckoned
 * with, and the cap of a year, towards which the days before count by what was posted for them. `capped` are the records that
 * lost something to either.
 */
export const RulePreview = z.object({
  through: publicField(z.string()),
  categories: z.array(PreviewedCategory),
  capped: count(),
  nextDay: publicField(z.string().optional()),
});
export type RulePreview = z.infer<typeof RulePreview>;

type Earned = Pick<
  ServiceRecord,
  'accountId' | 'category' | 'servedOn' | 'durationMinutes' | 'points' | 'reverses' | 'reversedBy'
>;

/**
 * What a rule would have given for these records, by category, the one with the most records first. `earlier` is what each
 * account had earned in the year before them.
 */
export function previewOf(
  rule: PointsRule,
  records: readonly Earned[],
  earlier: ReadonlyMap<string, number> = new Map(),
): Pick<RulePreview, 'categories' | 'capped'> {
  const byCategory = new Map<string, PreviewedCategory>();
  const earnedInDay = new Map<string, number>();
  const earnedInYear = new Map(earlier);
  let capped = 0;
  for (const record of records) {
    if (record.reverses !== undefined || record.reversedBy !== undefined) continue;
    const { accountId, category, servedOn, durationMinutes, points } = record;
    const earned = pointsEarned(rule, record);
    const day = `${accountId} ${servedOn}`;
    const before = earnedInDay.get(day) ?? 0;
    const inYear = earnedInYear.get(accountId) ?? 0;
    const given = Math.max(
      0,
      Math.min(earned, leftOf(rule.dailyCap, before), leftOf(rule.yearlyCap, inYear)),
    );
    earnedInDay.set(day, before + given);
    earnedInYear.set(accountId, inYear + given);
    if (given < earned) capped++;
    const sum = byCategory.get(category);
    byCategory.set(category, {
      category,
      records: (sum?.records ?? 0) + 1,
      minutes: (sum?.minutes ?? 0) + durationMinutes,
      pointsPosted: (sum?.pointsPosted ?? 0) + points,
      pointsByRule: (sum?.pointsByRule ?? 0) + given,
    });
  }
  return { categories: [...byCategory.values()].sort((a, b) => b.records - a.records), capped };
}

const leftOf = (cap: number | undefined, used: number): number => (cap ?? Number.POSITIVE_INFINITY) - used;
