import { LinliError, type Scope } from '../../kernel/index.ts';
import { type Write, write } from '../../table/index.ts';
import type { CatalogueItem } from '../catalogue-item.ts';
import type { Goods } from '../points/goods.ts';
import { RedemptionCounts } from './entities.ts';
import { accountOfCount, countIdOf, limitsOf, type Occasion } from './offer.ts';

/**
 * Counts what is handed out of items that have a limit, and refuses in the write itself what goes beyond it, so that no two
 * desks hand out the last; that the quantity alone is not beyond it, `notOffered` has seen. Two write units for each limit;
 * nothing for an item that has none.
 */
export const countWrites = (
  { tenantId }: Scope,
  items: readonly CatalogueItem[],
  goods: readonly Goods[],
  occasion: Occasion,
): Write[] =>
  items.flatMap((item, i) =>
    limitsOf(item).map(({ kind, most, refusal }) => {
      const quantity = goods[i]?.quantity ?? 0;
      const id = countIdOf(item.id, kind, occasion);
      const counted = RedemptionCounts.upsert({ tenantId, id })
        .add({ count: quantity })
        .where(({ count }, { notExists, lte }) => `(${notExists(count)} OR ${lte(count, most - quantity)})`);
      return write(counted, refusal);
    }),
  );

/** Gives back to the limits what was counted against them when the goods were handed out. Never stands in a reversal's way. */
export const countsBack = ({ tenantId }: Scope, goods: readonly Goods[], occasion: Occasion): Write[] =>
  goods.flatMap(({ itemId, quantity, limitedBy = [] }) =>
    limitedBy.map((kind) => {
      const id = countIdOf(itemId, kind, occasion);
      const given = RedemptionCounts.upsert({ tenantId, id }).add({ count: 0 - quantity });
      return write(given, new LinliError('conflict', 'alreadyChanged'));
    }),
  );

/** How many of each of these items may still be redeemed on this occasion by its limits; none is named that has no limit. One round trip. */
export async function leftByLimits(
  { table, tenantId }: Scope,
  items: readonly CatalogueItem[],
  occasion: Occasion,
): Promise<Map<string, number>> {
  const limits = items.flatMap((item) =>
    limitsOf(item).map(({ kind, most }) => ({ item, most, id: countIdOf(item.id, kind, occasion) })),
  );
  const counted = await table.getMany(
    limits.map(({ id }) => ({
      entity: RedemptionCounts,
      operation: RedemptionCounts.get({ tenantId, id }),
    })),
  );
  const left = new Map<string, number>();
  limits.forEach(({ item, most }, i) => {
    const { count = 0 } = (counted[i] ?? {}) as { count?: number };
    left.set(item.id, Math.max(0, Math.min(left.get(item.id) ?? most, most - count)));
  });
  return left;
}

/** What an account was counted for goes: whoever was erased redeems nothing more. Reads all there is, as an erasure does. */
export async function forgetCounts({ table, tenantId }: Scope, accountId: string): Promise<void> {
  const all = RedemptionCounts.query.byId({ tenantId });
  for await (const { id } of table.each(RedemptionCounts, all, { consistent: true }))
    if (accountOfCount(id) === accountId)
      await table.commit([
        write(RedemptionCounts.delete({ tenantId, id }), new LinliError('conflict', 'alreadyChanged')),
      ]);
}
