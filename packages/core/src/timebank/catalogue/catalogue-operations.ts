import type { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import { idFrom, LinliError, notFound, parse, requirePermission, type Scope } from '../../kernel/index.ts';
import { canonical, contentHash, provenance, write } from '../../table/index.ts';
import { CatalogueItem } from '../catalogue-item.ts';
import { CatalogueItems, Stocks } from '../entities.ts';
import { CatalogueTermsItems } from './entities.ts';
import {
  CatalogueItemChange,
  inParts,
  NewCatalogueItem,
  type Parts,
  requireFitting,
  TERMS,
  toldOf,
} from './item-input.ts';

/** Puts goods or a service on the catalogue, under an id made from the key. Throws `invalid` for a service with a stock. */
export async function makeCatalogueItem(
  scope: Scope,
  input: z.input<typeof NewCatalogueItem> & { key: string },
): Promise<CatalogueItem> {
  requirePermission(scope, 'timebank:write');
  const { type, stock, ...said } = parse(NewCatalogueItem, input);
  requireFitting(type, said);
  if (type === 'service' && stock !== undefined)
    throw new LinliError('invalid', 'noStockOfService', { field: 'stock' });
  const { tenantId, table } = scope;
  const id = idFrom('catalogueItem', tenantId, 'made', input.key);
  const { item, terms } = inParts(said);
  const taken = new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  const made = { ...said, id, type, ...(stock === undefined ? {} : { stock }), revision: FIRST };
  const askedHash = contentHash({ made });
  try {
    await table.commit([
      write(CatalogueItems.create({ ...item, id, type, ...provenance(scope) }), taken),
      write(CatalogueTermsItems.create({ ...terms, tenantId, id, revision: FIRST, askedHash }), taken),
      ...(stock === undefined ? [] : [write(Stocks.create({ tenantId, id, onHand: stock }), taken)]),
      recordChange(scope, { action: 'create', noun: 'catalogueItem', id, after: toldOf(made) }),
    ]);
  } catch (error) {
    const key = CatalogueTermsItems.get({ tenantId, id });
    const before =
      error === taken ? await table.get(CatalogueTermsItems, key, { consistent: true }) : undefined;
    if (before?.askedHash !== askedHash) throw error;
  }
  return CatalogueItem.parse(made);
}

/**
 * Says an item and its terms anew. Goods stay goods: their stock is counted. Refused with `conflict` when somebody else
 * changed it since the page was shown; the same change again answers as the first did.
 */
export async function changeCatalogueItem(
  scope: Scope,
  id: string,
  input: z.input<typeof CatalogueItemChange>,
): Promise<CatalogueItem> {
  requirePermission(scope, 'timebank:write');
  const { revision, retired, ...said } = parse(CatalogueItemChange, input);
  const { tenantId, table } = scope;
  const before = await storedItem(scope, id);
  if (before === undefined) throw notFound('catalogueItem');
  requireFitting(before.type, said);
  const { item, terms } = inParts({ ...said, ...(retired ? { retired } : {}) });
  const { type, picture } = before;
  const after = {
    ...{ ...item, ...terms, id, type, revision: revision + 1 },
    ...(picture === undefined ? {} : { picture }),
  };
  const changed = new LinliError('conflict', 'alreadyChanged');
  try {
    await table.commit([
      write(itemSaying({ tenantId, id }, item), changed),
      write(termsSaying({ tenantId, id }, terms, revision), changed),
      recordChange(scope, {
        action: 'change',
        noun: 'catalogueItem',
        id,
        before: toldOf({ ...before, stock: undefined }),
        after: toldOf(after),
      }),
    ]);
  } catch (error) {
    if (error !== changed || !(await says(scope, after))) throw error;
  }
  return CatalogueItem.parse(after);
}

type Place = { tenantId: string; id: string };

function itemSaying(place: Place, item: Parts['item']) {
  const said = CatalogueItems.patch(place).set(item);
  return item.note === undefined ? said.remove(['note']) : said;
}

/** Terms that were set once are said anew as a whole; `revision` is the one that the page showed. */
function termsSaying(place: Place, terms: Parts['terms'], revision: number) {
  const next = { ...terms, revision: revision + 1 };
  if (revision === 0) return CatalogueTermsItems.create({ ...place, ...next });
  return CatalogueTermsItems.patch(place)
    .set(next)
    .remove(TERMS.filter((name) => terms[name] === undefined))
    .where((stored, { eq }) => eq(stored.revision, revision));
}

const FIRST = 1;

/** An item with its terms, as it is stored this moment. */
export async function storedItem({ table, tenantId }: Scope, id: string): Promise<CatalogueItem | undefined> {
  const [item, terms] = (await table.getMany(
    [
      { entity: CatalogueItems, operation: CatalogueItems.get({ tenantId, id }) },
      { entity: CatalogueTermsItems, operation: CatalogueTermsItems.get({ tenantId, id }) },
    ],
    { consistent: true },
  )) as [object | undefined, object | undefined];
  return item === undefined ? undefined : CatalogueItem.parse({ ...terms, ...item });
}

/** Whether the item says this already, apart from its stock, which moves on. */
async function says(scope: Scope, { stock: _, ...wanted }: CatalogueItem): Promise<boolean> {
  const stored = await storedItem(scope, wanted.id);
  if (stored === undefined) return false;
  const { stock: __, ...said } = stored;
  return canonical(said) === canonical(wanted);
}
