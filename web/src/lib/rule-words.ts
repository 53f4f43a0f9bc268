import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { count, day } from './words.ts';

/** What the API says of one multiplier of a points rule. */
export type Multiplier = {
  name: string;
  percent: number;
  from?: string | undefined;
  until?: string | undefined;
  weekdays?: readonly number[] | undefined;
  categories?: readonly string[] | undefined;
};

export type OwnerKind = 'member' | 'unit' | 'enterprise' | 'courtyard';

const OWNERS: Record<OwnerKind, () => string> = {
  member: m.rule_owner_member,
  unit: m.rule_owner_unit,
  enterprise: m.rule_owner_enterprise,
  courtyard: m.rule_owner_courtyard,
};

export const ownerName = (kind: OwnerKind): string => OWNERS[kind]();

export const ownersInWords = (kinds: readonly OwnerKind[]): string => listed(kinds.map(ownerName));

/** 1 is Monday, as the API counts; the first of January 2024 was one. */
export const weekdayName = (weekday: number): string =>
  new Intl.DateTimeFormat(getLocale(), { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, weekday)),
  );

/** 春节慰问：2 倍（2026年2月10日到2026年2月20日、周六、周日） */
export const multiplierInWords = ({ name, percent, ...when }: Multiplier): string =>
  m.rule_multiplier({ name, times: count(percent / 100), when: listed(conditionsOf(when)) });

function conditionsOf({ from, until, weekdays = [], categories = [] }: Omit<Multiplier, 'name' | 'percent'>) {
  return [...daysBetween(from, until), ...weekdays.map(weekdayName), ...categories];
}

function daysBetween(from: string | undefined, until: string | undefined): string[] {
  if (from !== undefined && until !== undefined)
    return [m.rule_between({ from: day(from), until: day(until) })];
  if (from !== undefined) return [m.rule_since({ day: day(from) })];
  return until === undefined ? [] : [m.rule_until({ day: day(until) })];
}

const listed = (words: readonly string[]): string => words.join(m.rule_list_comma());
