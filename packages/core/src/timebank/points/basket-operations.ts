import { LinliError, notFound, type Scope } from '../../kernel/index.ts';
import { CatalogueTermsItems } from '../catalogue/entities.ts';
import { CatalogueItem } from '../catalogue-item.ts';
import { CatalogueItems, Stocks } from '../entities.ts';
import { type Basket, type BasketInput, basketWith } from './basket.ts';

/** What is asked for, as it is offered now, and whether there is a count of it yet: one round trip. */
export async function basketOf({ table, tenantId }: Scope, asked: BasketInput): Promise<Basket> {
  const ids = asked.items.map(({ itemId }) => itemId);
  const twice = ids.findIndex((id, i) => ids.indexOf(id) < i);
  if (twice > 0) throw new LinliError('invalid', 'itemTwice', { field: `items.${twice}.itemId` });
  const found = (await table.getMany(
    ids.flatMap((id) => [
      { entity: CatalogueItems, operation: CatalogueItems.get({ tenantId, id }) },
      { entity: CatalogueTermsItems, operation: CatalogueTermsItems.get({ tenantId, id }) },
      { entity: Stocks, operation: Stocks.get({ tenantId, id }) },
    ]),
  )) as (object | undefined)[];
  const items = ids.map((_, i) => {
    const [item, terms] = found.slice(3 * i, 3 * i + 2);
    if (item === undefined) throw notFound('catalogueItem');
    return CatalogueItem.parse({ ...terms, ...item });
  });
  const uncounted = items.filter((_, i) => found[3 * i + 2] === undefined);
  return basketWith(items, asked, uncounted);
}
