import { z } from 'zod';
import {
  LinliError,
  notFound,
  parse,
  plainDateOf,
  requireOther,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import { countWrites } from '../catalogue/count-operations.ts';
import { CatalogueTermsItems } from '../catalogue/entities.ts';
import { notOffered } from '../catalogue/offer.ts';
import { CatalogueItem } from '../catalogue-item.ts';
import { CatalogueItems, Stocks } from '../entities.ts';
import { ruleOfToday } from '../rules/rule-operations.ts';
import { refusalToSpend } from '../rules/spending.ts';
import type { PointsEntry } from './entry.ts';
import { postEntry, postedOrRefused } from './entry-operations.ts';
import { goodsInWords, goodsOf, pointsFor } from './goods.ts';
import { type Holder, HolderId, postingOf } from './holder.ts';
import { findHolders } from './holder-operations.ts';
import { beginStocks, stockWrites } from './stock-operations.ts';

/** A person carries away no more lines than a receipt has; a commit holds a hundred writes. */
const LINES = 20;

export const RedemptionInput = z.object({
  holder: HolderId,
  items: z
    .array(z.object({ itemId: z.string().max(60), quantity: z.number().int().min(1).max(100) }))
    .min(1)
    .max(LINES),
  /** What the desk said that it costs: refused when a price has changed since. */
  total: z.number().int().min(0),
});

/**
 * Hands goods and services over for points: the points, each stock and the record of it, all or none. Six write units, one
 * for the journal, two for each further item that has a stock and two for each limit of an item. Throws `limit_exceeded` for
 * a balance, a stock or a limit that does not reach, `conflict` for what is not offered today or to them, or for a price that
 * has changed.
 */
export async function redeemPoints(
  scope: Scope,
  input: z.input<typeof RedemptionInput> & { key: string },
): Promise<PointsEntry> {
  requirePermission(scope, 'timebank:write');
  const asked = parse(RedemptionInput, input);
  const [holders, wanted, rule] = await Promise.all([
    findHolders(scope, 'all', [asked.holder]),
    catalogueItems(
      scope,
      asked.items.map(({ itemId }) => itemId),
    ),
    ruleOfToday(scope),
  ]);
  const items = wanted.map(({ item }) => item);
  const [holder] = holders as [Holder];
  requireOther(scope, holder.personId);
  const { accountId, courtyardId } = holder;
  const occasion = { accountId, courtyardId, on: plainDateOf(scope.now) };
  const goods = items.map((item, i) => goodsOf(item, asked.items[i]?.quantity ?? 0));
  const total = pointsFor(goods);
  const request = { key: input.key, asked: { redeem: asked } };
  const refusal =
    refusalToSpend(rule, holder, 'holder') ??
    items
      .map((item, i) => notOffered(item, goods[i]?.quantity ?? 0, occasion))
      .find((each) => each !== undefined) ??
    (total === asked.total
      ? undefined
      : new LinliError('conflict', 'priceChanged', { field: 'total', params: { total } }));
  // Prices, terms, rules and the day may have changed since it was done.
  if (refusal !== undefined) return postedOrRefused(scope, request, refusal);
  await beginStocks(
    scope,
    wanted.flatMap(({ item, isCounted }) => (isCounted ? [] : [item])),
  );
  return postEntry(
    scope,
    request,
    {
      kind: 'redemption',
      reason: goodsInWords(goods),
      postings: [postingOf(holder, 0 - total), { account: 'redemption', amount: total }],
      goods,
    },
    { beside: [...stockWrites(scope, goods), ...countWrites(scope, items, goods, occasion)] },
  );
}

type Wanted = { item: CatalogueItem; isCounted: boolean };

/** What is asked for, as it is offered now, and whether there is a count of it yet: one round trip. */
async function catalogueItems({ table, tenantId }: Scope, ids: readonly string[]): Promise<Wanted[]> {
  const twice = ids.findIndex((id, i) => ids.indexOf(id) < i);
  if (twice > 0) throw new LinliError('invalid', 'itemTwice', { field: `items.${twice}.itemId` });
  const found = (await table.getMany(
    ids.flatMap((id) => [
      { entity: CatalogueItems, operation: CatalogueItems.get({ tenantId, id }) },
      { entity: CatalogueTermsItems, operation: CatalogueTermsItems.get({ tenantId, id }) },
      { entity: Stocks, operation: Stocks.get({ tenantId, id }) },
    ]),
  )) as (object | undefined)[];
  return ids.map((_, i) => {
    const [item, terms, stock] = found.slice(3 * i, 3 * i + 3);
    if (item === undefined) throw notFound('catalogueItem');
    return { item: CatalogueItem.parse({ ...terms, ...item }), isCounted: stock !== undefined };
  });
}
