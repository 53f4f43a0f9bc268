import { z } from 'zod';
import {
  LinliError,
  notFound,
  parse,
  requireOther,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import { CatalogueItem } from '../catalogue-item.ts';
import { CatalogueItems } from '../entities.ts';
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
 * for the journal, and two for each further item that has a stock. Throws `limit_exceeded` for a balance or a stock that
 * does not reach, `conflict` for a price that has changed.
 */
export async function redeemPoints(
  scope: Scope,
  input: z.input<typeof RedemptionInput> & { key: string },
): Promise<PointsEntry> {
  requirePermission(scope, 'timebank:write');
  const asked = parse(RedemptionInput, input);
  const [holders, items, rule] = await Promise.all([
    findHolders(scope, 'all', [asked.holder]),
    catalogueItems(
      scope,
      asked.items.map(({ itemId }) => itemId),
    ),
    ruleOfToday(scope),
  ]);
  const [holder] = holders as [Holder];
  requireOther(scope, holder.personId);
  const goods = items.map((item, i) => goodsOf(item, asked.items[i]?.quantity ?? 0));
  const total = pointsFor(goods);
  const request = { key: input.key, asked: { redeem: asked } };
  const refusal =
    refusalToSpend(rule, holder, 'holder') ??
    (total === asked.total
      ? undefined
      : new LinliError('conflict', 'priceChanged', { field: 'total', params: { total } }));
  // Prices and rules may have changed since it was done.
  if (refusal !== undefined) return postedOrRefused(scope, request, refusal);
  const redeem = () =>
    postEntry(
      scope,
      request,
      {
        kind: 'redemption',
        reason: goodsInWords(goods),
        postings: [postingOf(holder, 0 - total), { account: 'redemption', amount: total }],
        goods,
      },
      { beside: stockWrites(scope, goods) },
    );
  try {
    return await redeem();
  } catch (error) {
    // Goods that a ledger brought have no count of their own until they are first handed over.
    const isOut = error instanceof LinliError && error.reason === 'outOfStock';
    if (!isOut || !(await beginStocks(scope, items))) throw error;
    return redeem();
  }
}

async function catalogueItems({ table, tenantId }: Scope, ids: readonly string[]): Promise<CatalogueItem[]> {
  const twice = ids.findIndex((id, i) => ids.indexOf(id) < i);
  if (twice > 0) throw new LinliError('invalid', 'itemTwice', { field: `items.${twice}.itemId` });
  const found = await table.getMany(
    ids.map((id) => ({ entity: CatalogueItems, operation: CatalogueItems.get({ tenantId, id }) })),
  );
  return found.map((item) => {
    if (item === undefined) throw notFound('catalogueItem');
    return CatalogueItem.parse(item);
  });
}
