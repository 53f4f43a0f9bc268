import { z } from 'zod';
import { plainDateOf, requirePermission, type Scope } from '../kernel/index.ts';
import { view } from '../table/index.ts';
import { asOffered } from './catalogue/offered-operations.ts';
import { CatalogueItem } from './catalogue-item.ts';
import { CatalogueItems } from './entities.ts';
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
  const offered = await asOffered(
    scope,
    items.items.map((item) => view(CatalogueItem, item)),
  );
  const catalogue = offered.filter(({ retired }) => !retired);
  const today = plainDateOf(now);
  return view(PublicTimeBank, { rule: ruleOn(rules, today), coming: ruleAfter(rules, today), catalogue });
}
