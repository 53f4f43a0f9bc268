import { hours } from '#lib/console/cell.ts';
import type { AnswerOf, Communities } from '#lib/console/rows.ts';
import { month } from '#lib/words.ts';
import { star } from '#lib/words-of-star.ts';

type ServiceYear = AnswerOf<Communities['timebank']['volunteers'][':id']['years'][':year']>;

/** A volunteer's year as figures and drawings, for the office and for themselves alike. */
export const serviceYear = ({ year, months, services, ...one }: ServiceYear) => ({
  ...{ year, name: one.name, volunteerNo: one.volunteerNo, times: String(one.times) },
  hours: hours(one.minutes).text,
  served: hours(one.minutesServed).text,
  star: star(one.star),
  before: String(Number(year) - 1),
  after: String(Number(year) + 1),
  months: months.map((each) => ({
    label: month(each.month),
    value: Math.max(0, each.minutes),
    text: hours(each.minutes).text,
  })),
  services: services.map(({ category, minutes }) => ({
    label: category,
    value: Math.max(0, minutes),
    text: hours(minutes).text,
  })),
});

export type ServiceYearView = ReturnType<typeof serviceYear>;
