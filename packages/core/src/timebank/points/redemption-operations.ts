import type { z } from 'zod';
import { parse, plainDateOf, requireOther, requirePermission, type Scope } from '../../kernel/index.ts';
import { countWrites } from '../catalogue/count-operations.ts';
import { ruleOfToday } from '../rules/rule-operations.ts';
import { refusalToSpend } from '../rules/spending.ts';
import { BasketInput, refusalOfBasket } from './basket.ts';
import { basketOf } from './basket-operations.ts';
import type { PointsEntry } from './entry.ts';
import { postEntry, postedOrRefused } from './entry-operations.ts';
import { goodsInWords } from './goods.ts';
import { type Holder, HolderId, postingOf } from './holder.ts';
import { findHolders } from './holder-operations.ts';
import { beginStocks, stockWrites } from './stock-operations.ts';

export const RedemptionInput = BasketInput.extend({ holder: HolderId });

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
  const [holders, basket, rule] = await Promise.all([
    findHolders(scope, 'all', [asked.holder]),
    basketOf(scope, asked),
    ruleOfToday(scope),
  ]);
  const [holder] = holders as [Holder];
  requireOther(scope, holder.personId);
  const { accountId, courtyardId } = holder;
  const occasion = { accountId, courtyardId, on: plainDateOf(scope.now) };
  const request = { key: input.key, asked: { redeem: asked } };
  const refusal = refusalToSpend(rule, holder, 'holder') ?? refusalOfBasket(basket, asked, occasion);
  // Prices, terms, rules and the day may have changed since it was done.
  if (refusal !== undefined) return postedOrRefused(scope, request, refusal);
  const { items, goods, total, uncounted } = basket;
  await beginStocks(scope, uncounted);
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
