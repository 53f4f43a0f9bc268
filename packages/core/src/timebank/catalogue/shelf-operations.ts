import { type PlainDate, plainDateOf, requirePermission, type Scope } from '../../kernel/index.ts';
import { view } from '../../table/index.ts';
import { CatalogueItem } from '../catalogue-item.ts';
import { Accounts, CatalogueItems } from '../entities.ts';
import type { Holder } from '../points/holder.ts';
import { findHolders } from '../points/holder-operations.ts';
import { leftByLimits } from './count-operations.ts';
import { asOffered } from './offered-operations.ts';
import { type Shelf, shelfLineOf } from './shelf.ts';

const ITEMS_SHOWN = 100;

/** The shelf before somebody at the desk, cheapest first. Three round trips; the third only where an item has a limit. */
export async function getShelf(scope: Scope, holderId: string): Promise<Shelf> {
  requirePermission(scope, 'timebank:write');
  const [holder] = (await findHolders(scope, 'all', [holderId])) as [Holder];
  return shelfOf(scope, holder);
}

/** The same for whoever it is, as of a day. */
export async function shelfOf(
  scope: Scope,
  { ownerId, name, accountId, courtyardId }: Holder,
  on: PlainDate = plainDateOf(scope.now),
): Promise<Shelf> {
  const { tenantId, table } = scope;
  const all = CatalogueItems.query.byPoints({ tenantId });
  const [account, stored] = await Promise.all([
    table.get(Accounts, Accounts.get({ tenantId, id: accountId }), { consistent: true }),
    table.page(CatalogueItems, all, { limit: ITEMS_SHOWN }),
  ]);
  const items = await asOffered(
    scope,
    stored.items.map((item) => view(CatalogueItem, item)),
  );
  const occasion = { accountId, courtyardId, on };
  const offered = items.filter(({ retired }) => !retired);
  const left = await leftByLimits(scope, offered, occasion);
  return {
    holder: { id: ownerId, name },
    pointsBalance: account?.pointsBalance ?? 0,
    lines: offered.map((item) => shelfLineOf(item, left.get(item.id), occasion)),
  };
}
