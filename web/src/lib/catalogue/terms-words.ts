import { m } from '#lib/paraglide/messages.js';
import { redemptionDays } from './redemption-days.ts';

type Terms = {
  note?: string | undefined;
  sponsor?: string | undefined;
  provider?: string | undefined;
  monthlyLimit?: number | undefined;
  dailyPlaces?: number | undefined;
  courtyardIds?: readonly string[] | undefined;
  days?: Parameters<typeof redemptionDays>[0] | undefined;
};

/** What residents want to know of an item beside what it costs, in one line. */
export function termsInWords(item: Terms): string {
  const { note, sponsor, provider, monthlyLimit, dailyPlaces, courtyardIds, days } = item;
  return [
    note,
    days && redemptionDays(days),
    monthlyLimit && m.catalogue_limited({ most: String(monthlyLimit) }),
    dailyPlaces && m.catalogue_places({ most: String(dailyPlaces) }),
    courtyardIds && m.catalogue_some_courtyards(),
    provider && m.catalogue_provided({ provider }),
    sponsor && m.catalogue_sponsored({ sponsor }),
  ]
    .filter(Boolean)
    .join('；');
}
