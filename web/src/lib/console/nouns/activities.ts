import { m } from '#lib/paraglide/messages.js';
import { link, text } from '../cell.ts';
import type { Noun } from '../noun.ts';
import type { RowOf } from '../rows.ts';
import { BY_DAY } from './orders.ts';

type Activity = RowOf<'timebank', 'activities'>;

export const activities: Noun<Activity> = {
  path: 'timebank/activities',
  title: m.activities,
  empty: m.activities_empty,
  orders: BY_DAY,
  until: true,
  namesCourtyards: true,
  columns: [
    { label: m.activity_title, value: (a, { base }) => link(a.title, `${base}/timebank/activities/${a.id}`) },
    { label: m.activity_starts_on, value: (a) => text(a.startsOn) },
    { label: m.activity_category, value: (a) => text(a.category) },
    { label: m.activity_place, value: (a) => text(a.place) },
    { label: m.console_field_courtyard, value: (a, { courtyardName }) => text(courtyardName(a.courtyardId)) },
  ],
};
