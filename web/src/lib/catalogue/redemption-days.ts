import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { day } from '#lib/words.ts';

const WEEKS = {
  every: m.catalogue_week_every,
  first: m.catalogue_week_first,
  second: m.catalogue_week_second,
  third: m.catalogue_week_third,
  fourth: m.catalogue_week_fourth,
  last: m.catalogue_week_last,
};
export type Week = keyof typeof WEEKS;

type Days = { weekly?: { week: Week; weekday: number } | undefined; dates?: string[] | undefined };

// The first of January 2024 was a Monday.
const weekdayName = (weekday: number): string =>
  new Intl.DateTimeFormat(getLocale(), { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, weekday)),
  );

export const weekOptions = () => Object.entries(WEEKS).map(([value, label]) => ({ value, label: label() }));

export const weekdayOptions = () =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ value: String(weekday), label: weekdayName(weekday) }));

/** 每月第二个星期六、2026年2月17日: as people say when something can be redeemed. */
export function redemptionDays({ weekly, dates = [] }: Days): string {
  return [...(weekly === undefined ? [] : [weeklyInWords(weekly)]), ...dates.map(day)].join('、');
}

function weeklyInWords({ week, weekday }: NonNullable<Days['weekly']>): string {
  const named = weekdayName(weekday);
  return week === 'every'
    ? m.catalogue_weekly_every({ weekday: named })
    : m.catalogue_weekly_nth({ week: WEEKS[week](), weekday: named });
}
