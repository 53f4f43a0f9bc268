import { LIST_STATES } from '#lib/gifts/list-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { count, link, tag, text } from '../cell.ts';
import type { Noun } from '../noun.ts';
import type { RowOf } from '../rows.ts';
import { BY_DAY } from './orders.ts';

type List = RowOf<'timebank', 'points-lists'>;

export const pointsLists: Noun<List> = {
  path: 'timebank/points-lists',
  title: m.points_lists,
  empty: m.points_lists_empty,
  orders: BY_DAY,
  until: true,
  columns: [
    {
      label: m.passbook_day,
      value: (list, { base }) => link(list.on, `${base}/timebank/points-lists/${list.id}`),
    },
    { label: m.points_from, value: ({ sourceName }) => text(sourceName ?? m.points_by_community()) },
    { label: m.passbook_reason, value: ({ reason }) => text(reason) },
    { label: m.gift_to_whom, value: ({ group }) => text(group) },
    { label: m.gift_people, number: true, value: ({ lines }) => count(lines) },
    { label: m.passbook_points, number: true, value: ({ total }) => count(total) },
    { label: m.console_field_state, value: ({ state }) => tag(LIST_STATES[state]()) },
  ],
};
