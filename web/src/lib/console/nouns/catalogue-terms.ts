import { redemptionDays } from '#lib/catalogue/redemption-days.ts';
import { m } from '#lib/paraglide/messages.js';
import { count, NOTHING, tag, text } from '../cell.ts';
import type { Column } from '../noun.ts';
import type { RowOf } from '../rows.ts';

type CatalogueItem = RowOf<'timebank', 'catalogue-items'>;

/** Whether it is offered, beside its name. */
export const standing: Column<CatalogueItem> = {
  label: m.console_field_state,
  value: ({ retired }) => (retired ? tag(m.catalogue_retired(), 'attention') : NOTHING),
};

/** On what terms an item is offered: only what somebody has set is said. */
export const TERMS: readonly Column<CatalogueItem>[] = [
  { label: m.catalogue_sponsor, value: ({ sponsor }) => text(sponsor) },
  { label: m.catalogue_provider, value: ({ provider }) => text(provider) },
  { label: m.catalogue_monthly_limit, value: ({ monthlyLimit }) => count(monthlyLimit) },
  { label: m.catalogue_daily_places, value: ({ dailyPlaces }) => count(dailyPlaces) },
  {
    label: m.catalogue_courtyards,
    value: ({ courtyardIds = [] }, { courtyardName }) => text(courtyardIds.map(courtyardName).join('、')),
  },
  { label: m.catalogue_days, value: ({ days }) => text(days && redemptionDays(days)) },
];
