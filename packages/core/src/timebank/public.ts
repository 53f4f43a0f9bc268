import { z } from 'zod';
import { plainDateOf, requirePermission, type Scope } from '../kernel/index.ts';
import { view } from '../table/index.ts';
import { asOffered } from './catalogue/offered-operations.ts';
import { CatalogueItem } from './catalogue-item.ts';
import { CatalogueItems, PointsRules } from './entities.ts';
import { PointsRule, ruleInForce } from './rule.ts';

/** What the time bank's board says: the rate in force today and what points can be redeemed for. Names nobody. */
export const PublicTimeBank = z.object({
  /** Absent before the community has opened. */
  rule: PointsRule.optional(),
  catalogue: z.array(CatalogueItem),
});
export type PublicTimeBank = z.infer<typeof PublicTimeBank>;

const CATALOGUE_SHOWN = 100;

export async function publicTimeBank(scope: Scope): Promise<PublicTimeBank> {
  requirePermission(scope, 'public:read');
  const { tenantId, table, now } = scope;
  const [stored, items] = await Promise.all([
    table.all(PointsRules, PointsRules.query.byId({ tenantId })),
    table.page(CatalogueItems, CatalogueItems.query.byPoints({ tenantId }), { limit: CATALOGUE_SHOWN }),
  ]);
  const rules = stored.map((rule) => view(PointsRule, rule));
  const offered = await asOffered(
    scope,
    items.items.map((item) => view(CatalogueItem, item)),
  );
  const catalogue = offered.filter(({ retired }) => !retired);
  return rules.length === 0 ? { catalogue } : { rule: ruleInForce(rules, plainDateOf(now)), catalogue };
}
