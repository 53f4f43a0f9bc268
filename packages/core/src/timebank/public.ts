import { z } from 'zod';
import { plainDateOf, requirePermission, type Scope } from '../kernel/index.ts';
import { view } from '../table/index.ts';
import { CatalogueItem } from './catalogue-item.ts';
import { CatalogueItems } from './entities.ts';
import { stocksOf } from './points/stock-operations.ts';
import { PointsRule, ruleAfter, ruleOn } from './rules/rule.ts';
import { storedRules } from './rules/rule-operations.ts';

/** What the time bank's board says: the rule in force today, the next one, and what points can be redeemed for. Names nobody. */
export const PublicTimeBank = z.object({
  /** Absent before the community has opened. */
  rule: PointsRule.optional(),
  /** The rule that will take its place, where one is set. */
  coming: PointsRule.optional(),
  catalogue: z.array(CatalogueItem),
});
export type PublicTimeBank = z.infer<typeof PublicTimeBank>;

const CATALOGUE_SHOWN = 100;

export async function publicTimeBank(scope: Scope): Promise<PublicTimeBank> {
  requirePermission(scope, 'public:read');
  const { tenantId, table, now } = scope;
  const [rules, items] = await Promise.all([
    storedRules(scope),
    table.page(CatalogueItems, CatalogueItems.query.byPoints({ tenantId }), { limit: CATALOGUE_SHOWN }),
  ]);
  const catalogue = await stocksOf(
    scope,
    items.items.map((item) => view(CatalogueItem, item)),
  );
  const today = plainDateOf(now);
  return view(PublicTimeBank, { rule: ruleOn(rules, today), coming: ruleAfter(rules, today), catalogue });
}
