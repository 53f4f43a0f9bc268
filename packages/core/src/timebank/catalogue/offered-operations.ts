import type { Scope } from '../../kernel/index.ts';
import type { CatalogueItem } from '../catalogue-item.ts';
import { Stocks } from '../entities.ts';
import { CatalogueTermsItems } from './entities.ts';
import { CatalogueTerms } from './terms.ts';

/**
 * Catalogue items as they are offered now: on which terms, and how many there are, as counted or as the ledger says that
 * brought them. One round trip for fifty.
 */
export async function asOffered(
  { table, tenantId }: Scope,
  items: readonly CatalogueItem[],
): Promise<CatalogueItem[]> {
  const found = await table.getMany(
    items.flatMap(({ id }) => [
      { entity: CatalogueTermsItems, operation: CatalogueTermsItems.get({ tenantId, id }) },
      { entity: Stocks, operation: Stocks.get({ tenantId, id }) },
    ]),
  );
  return items.map((item, i) => {
    const [terms, counted] = found.slice(2 * i, 2 * i + 2) as [
      unknown,
      { onHand?: number; ordered?: number } | undefined,
    ];
    const stock = counted?.onHand ?? item.stock;
    return {
      ...item,
      ...(terms === undefined ? {} : CatalogueTerms.parse(terms)),
      ...(stock === undefined ? {} : { stock }),
      ...(counted?.ordered ? { ordered: counted.ordered } : {}),
    };
  });
}
