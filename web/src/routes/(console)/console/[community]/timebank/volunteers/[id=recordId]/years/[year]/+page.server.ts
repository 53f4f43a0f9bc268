import { ask } from '#lib/console/ask.server.ts';
import { hours } from '#lib/console/cell.ts';
import { month } from '#lib/words.ts';
import { star } from '#lib/words-of-star.ts';
import type { PageServerLoad } from './$types';

/** A volunteer's year on one page, to be printed and handed to them. */
export const load: PageServerLoad = async (event) => {
  const { id } = event.params;
  const { volunteers } = event.locals.api.communities[':community'].timebank;
  const asking = volunteers[':id'].years[':year'].$get({ param: event.params });
  const { year, months, services, ...one } = await ask(event, asking);
  return {
    ...{ id, year, name: one.name, volunteerNo: one.volunteerNo, times: String(one.times) },
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
  };
};
