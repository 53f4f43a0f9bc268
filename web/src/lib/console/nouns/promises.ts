import { m } from '#lib/paraglide/messages.js';
import { type Cell, count, link, NOTHING, tag, text } from '../cell.ts';
import type { Noun } from '../noun.ts';
import type { ItemOf, RowOf } from '../rows.ts';
import { BY_DAY } from './orders.ts';

type Sponsored = RowOf<'timebank', 'sponsor-promises'>;

const STATES: Record<Sponsored['state'], () => Cell> = {
  open: () => tag(m.promise_open()),
  overdue: () => tag(m.promise_overdue(), 'attention'),
  fulfilled: () => tag(m.promise_fulfilled(), 'good'),
  withdrawn: () => tag(m.promise_withdrawn()),
};

const delivered = ({ delivered: came, quantity }: Sponsored): Cell =>
  text(m.promise_delivered_of({ delivered: String(came), quantity: String(quantity) }));

export const sponsorPromises: Noun<Sponsored, ItemOf<'timebank', 'sponsor-promises'>> = {
  path: 'timebank/sponsor-promises',
  title: m.promises,
  empty: m.promises_empty,
  orders: BY_DAY,
  until: true,
  columns: [
    {
      label: m.promise_sponsor,
      value: (promise, { base }) => link(promise.sponsor, `${base}/timebank/sponsor-promises/${promise.id}`),
    },
    { label: m.desk_item, value: ({ item }) => text(item) },
    { label: m.promise_delivered, value: delivered },
    { label: m.promise_by, value: ({ by }) => text(by) },
    { label: m.console_field_state, value: ({ state }) => STATES[state]() },
  ],
  detail: {
    heading: ({ sponsor, item }) => `${sponsor} · ${item}`,
    fields: [
      { label: m.console_field_state, value: ({ state }) => STATES[state]() },
      { label: m.promise_delivered, value: delivered },
      { label: m.promise_by, value: ({ by }) => text(by) },
      { label: m.promise_worth, value: ({ quantity, points }) => count(quantity * points) },
      {
        label: m.desk_item,
        value: ({ item, itemId }, { base }) => link(item, `${base}/timebank/catalogue-items/${itemId}`),
      },
      { label: m.console_field_note, value: ({ note }) => text(note) },
      {
        label: m.promise_withdrawn_why,
        value: ({ withdrawn }) =>
          withdrawn === undefined ? NOTHING : text(`${withdrawn.by} · ${withdrawn.reason}`),
      },
    ],
  },
};
