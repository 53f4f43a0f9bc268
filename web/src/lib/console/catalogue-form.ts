import type { Week } from '#lib/catalogue/redemption-days.ts';
import { given } from './form.ts';
import type { RowOf } from './rows.ts';

type CatalogueItem = RowOf<'timebank', 'catalogue-items'>;

/** A number that was filled in; what is none comes back by its field. */
const numberIn = (value: string | undefined): number | undefined =>
  given(value) === undefined ? undefined : Number(value);

const present = <T extends object>(said: T) =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

/** What the form says of an item, as the API takes it: what is empty is left out. */
export function catalogueItemIn(typed: Record<string, string>, form: FormData) {
  const courtyardIds = form.getAll('courtyardIds').map(String);
  const dates = (typed['dates'] ?? '').split(/[\s,，、;；]+/).filter(Boolean);
  const { week, weekday } = typed;
  const weekly = given(week) && given(weekday) ? { week: week as Week, weekday: Number(weekday) } : undefined;
  const days = present({ weekly, dates: dates.length === 0 ? undefined : dates });
  return {
    name: typed['name'] ?? '',
    points: Number(typed['points'] || Number.NaN),
    ...present({
      note: given(typed['note']),
      sponsor: given(typed['sponsor']),
      provider: given(typed['provider']),
      monthlyLimit: numberIn(typed['monthlyLimit']),
      dailyPlaces: numberIn(typed['dailyPlaces']),
      courtyardIds: courtyardIds.length === 0 ? undefined : courtyardIds,
      days: Object.keys(days).length === 0 ? undefined : days,
    }),
  };
}

/** What the form shows of an item that is there. */
export const typedOf = (item: CatalogueItem): Record<string, string> => ({
  name: item.name,
  points: String(item.points),
  note: item.note ?? '',
  sponsor: item.sponsor ?? '',
  provider: item.provider ?? '',
  monthlyLimit: String(item.monthlyLimit ?? ''),
  dailyPlaces: String(item.dailyPlaces ?? ''),
  week: item.days?.weekly?.week ?? '',
  weekday: String(item.days?.weekly?.weekday ?? ''),
  dates: item.days?.dates?.join(' ') ?? '',
  retired: item.retired ? 'yes' : '',
});
