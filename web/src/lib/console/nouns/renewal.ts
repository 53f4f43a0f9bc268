import { m } from '#lib/paraglide/messages.js';
import { link, text, yuan } from '../cell.ts';
import type { Noun } from '../noun.ts';
import type { RowOf } from '../rows.ts';
import { courtyardColumn, courtyardFilter } from './courtyard-column.ts';
import { BY_DAY } from './orders.ts';

export const funds: Noun<RowOf<'renewal', 'funds'>> = {
  path: 'renewal/funds',
  title: m.console_funds,
  empty: m.console_funds_empty,
  columns: [
    {
      label: m.console_field_courtyard,
      value: (f, { base }) =>
        link(f.courtyardName, `${base}/renewal/fund-entries?courtyardId=${f.courtyardId}`),
    },
    { label: m.console_field_balance_yuan, number: true, value: (f) => yuan(f.balanceFen) },
    { label: m.console_field_latest_on, value: (f) => text(f.latestOn) },
  ],
};

export const fundEntries: Noun<RowOf<'renewal', 'fund-entries'>> = {
  path: 'renewal/fund-entries',
  title: m.console_fund_entries,
  empty: m.console_fund_entries_empty,
  filters: [courtyardFilter],
  orders: BY_DAY,
  until: true,
  needs: { name: 'courtyardId', words: m.console_choose_courtyard },
  namesCourtyards: true,
  columns: [
    {
      label: m.console_field_date,
      value: (e, { base }) => link(e.enteredOn, `${base}/renewal/fund-entries/${e.id}`),
    },
    courtyardColumn,
    { label: m.console_field_summary, value: (e) => text(e.summary) },
    { label: m.console_field_income_yuan, number: true, value: (e) => yuan(e.incomeFen || undefined) },
    { label: m.console_field_spending_yuan, number: true, value: (e) => yuan(e.spendingFen || undefined) },
    { label: m.console_field_balance_yuan, number: true, value: (e) => yuan(e.balanceFen) },
    { label: m.console_field_handler, value: (e) => text(e.handler) },
  ],
  detail: {
    heading: (e) => `${e.enteredOn} ${e.summary}`,
    fields: [
      {
        label: m.console_field_courtyard,
        value: (e, { base, courtyardName }) =>
          link(courtyardName(e.courtyardId), `${base}/renewal/fund-entries?courtyardId=${e.courtyardId}`),
      },
      { label: m.console_field_income_yuan, value: (e) => yuan(e.incomeFen || undefined) },
      { label: m.console_field_spending_yuan, value: (e) => yuan(e.spendingFen || undefined) },
      { label: m.console_field_balance_yuan, value: (e) => yuan(e.balanceFen) },
      { label: m.console_field_handler, value: (e) => text(e.handler) },
    ],
  },
};
