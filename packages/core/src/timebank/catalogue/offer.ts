import { isWithin, LinliError, type PlainDate } from '../../kernel/index.ts';
import type { CatalogueItem } from '../catalogue-item.ts';
import { isRedemptionDay } from './redemption-days.ts';

/** Who asks for something, and on which day. */
export type Occasion = { accountId: string; courtyardId?: string | undefined; on: PlainDate };

/** Why so many of an item are not handed out on this occasion, whatever there is of it; undefined where they are. */
export function notOffered(
  item: CatalogueItem,
  quantity: number,
  { courtyardId, on }: Occasion,
): LinliError | undefined {
  const { name, retired, courtyardIds, days } = item;
  const params = { name };
  if (retired) return new LinliError('conflict', 'itemRetired', { params });
  if (!isWithin(courtyardIds ?? 'all', courtyardId))
    return new LinliError('conflict', 'notForCourtyard', { params });
  if (days !== undefined && !isRedemptionDay(days, on))
    return new LinliError('conflict', 'notRedemptionDay', { params });
  return limitsOf(item).find(({ most }) => quantity > most)?.refusal;
}

/** What is counted of an item that has a limit: by an account in a month, or by all in a day. */
export const LIMITS = ['month', 'day'] as const;
export type LimitKind = (typeof LIMITS)[number];

/** The limits of an item, with how many each allows and the refusal beyond it. */
export function limitsOf({ name, monthlyLimit, dailyPlaces }: CatalogueItem) {
  const limit = (kind: LimitKind, most: number | undefined, reason: 'limitReached' | 'placesTaken') =>
    most === undefined
      ? []
      : [{ kind, most, refusal: new LinliError('limit_exceeded', reason, { params: { name, most } }) }];
  return [...limit('month', monthlyLimit, 'limitReached'), ...limit('day', dailyPlaces, 'placesTaken')];
}

/** Under what an item is counted on this occasion. */
export const countIdOf = (itemId: string, kind: LimitKind, { accountId, on }: Occasion): string =>
  kind === 'month' ? `${itemId}.${accountId}.${on.slice(0, 7)}` : `${itemId}.${on}`;

/** Of which account a count is; undefined for that of a day. */
export const accountOfCount = (countId: string): string | undefined => {
  const [, accountId, month] = countId.split('.');
  return month === undefined ? undefined : accountId;
};
