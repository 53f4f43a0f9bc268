import { endOfMonth, type PlainDate } from '../../kernel/index.ts';
import type { PointsRule } from './rule.ts';
import { ruleOn } from './rule.ts';

/** So long before is it said on the passbook, and so long does a rule hold before anything runs out by it. */
export const NOTICE_DAYS = 90;

/** What was gained up to the end of a year (`gainedUntil`) and is still there runs out at the end of the day `on`. */
export type Expiry = { gainedUntil: PlainDate; on: PlainDate };

/** The last expiry whose day is over, by the rule that was in force on that day. */
export const expiryDue = (rules: readonly PointsRule[], today: PlainDate): Expiry | undefined =>
  expiriesAround(rules, today)
    .filter(({ on }) => on < today)
    .at(-1);

/** The next expiry, from the day on which notice of it is given. */
export const expiryAhead = (rules: readonly PointsRule[], today: PlainDate): Expiry | undefined =>
  expiriesAround(rules, today).find(({ on }) => on >= today && daysAfter(today, NOTICE_DAYS) >= on);

/** A year's points last five years at most; expiries that are longer ago were followed by others that took as much. */
const YEARS = 7;

function expiriesAround(rules: readonly PointsRule[], today: PlainDate): Expiry[] {
  const thisYear = Number(today.slice(0, 4));
  return rules
    .flatMap((rule) =>
      Array.from({ length: YEARS }, (_, i) => expiryBy(rules, rule, thisYear - i)).filter(
        (expiry) => expiry !== undefined,
      ),
    )
    .sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** When a year's points run out by a rule: only if it is in force then, and has been long enough to give notice. */
function expiryBy(rules: readonly PointsRule[], rule: PointsRule, year: number): Expiry | undefined {
  const { expiresAfterMonths: months } = rule;
  if (months === undefined) return undefined;
  const on = endOfMonth(new Date(Date.UTC(year, 11 + months, 1)).toISOString().slice(0, 7));
  const holds = ruleOn(rules, on)?.id === rule.id && daysAfter(since(rules, rule), NOTICE_DAYS) <= on;
  return holds ? { gainedUntil: `${year}-12-31`, on } : undefined;
}

/** The day from which points have lasted so long: a rule that changes something else takes nothing of the notice away. */
function since(rules: readonly PointsRule[], rule: PointsRule): PlainDate {
  const before = rules
    .filter(({ from, withdrawnAt }) => withdrawnAt === undefined && from < rule.from)
    .sort((a, b) => (a.from < b.from ? 1 : -1));
  const other = before.findIndex(({ expiresAfterMonths }) => expiresAfterMonths !== rule.expiresAfterMonths);
  const same = other < 0 ? before : before.slice(0, other);
  return same.at(-1)?.from ?? rule.from;
}

export const daysAfter = (day: PlainDate, days: number): PlainDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * 3600_000).toISOString().slice(0, 10);

/**
 * What is left of the points gained before: the oldest are spent first, so what was gained since is what is left last.
 * Points that came back (of a reversal, a correction) count as gained when they came: in doubt for the holder.
 */
export const leftOfBefore = (
  { pointsBalance, pointsHeld }: { pointsBalance: number; pointsHeld: number },
  movedSince: readonly { points: number; held: number }[],
): number => {
  const gained = movedSince.reduce((sum, { points, held }) => sum + Math.max(0, points + held), 0);
  return Math.min(pointsBalance, Math.max(0, pointsBalance + pointsHeld - gained));
};
