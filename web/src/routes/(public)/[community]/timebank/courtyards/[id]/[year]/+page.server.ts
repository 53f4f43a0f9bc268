import { read } from '#lib/server/read.ts';
import { hours, month } from '#lib/words.ts';
import type { PageServerLoad } from './$types';

/** A courtyard's year in the time bank: what was done there, and by nobody in particular. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { community, id, year } = params;
  const courtyardYears = locals.api.communities[':community'].timebank['courtyard-years'];
  const asking = courtyardYears[':courtyardId'][':year'].$get({
    param: { community, courtyardId: id, year },
  });
  const one = await read(asking);
  const bar = (label: string, minutes: number) => ({
    label,
    value: Math.max(0, minutes),
    text: hours(minutes),
  });
  return {
    one,
    before: String(Number(one.year) - 1),
    months: one.months.map((each) => bar(month(each.month), each.serviceMinutes)),
    categories: one.categories.map((each) => bar(each.category, each.serviceMinutes)),
  };
};
