import { requirePerson } from '../../courtyard/index.ts';
import { type Courtyards, isWithin, requireCourtyards, rowsWithin, type Scope } from '../../kernel/index.ts';
import { volunteersOf } from '../anonymous-volunteer.ts';
import type { Card } from '../card.ts';
import { Cards, Volunteers } from '../entities.ts';
import { orderOfCode } from '../orders/stored-order-operations.ts';
import { isCard } from '../points/holder.ts';
import { Finders } from './entities.ts';
import { findersLike, volunteerOfFinder } from './finder.ts';
import { type FoundHolder, foundCard, foundVolunteer, holderSearch } from './holder-search.ts';

/** More than anybody reads at a counter: then a letter more is typed. */
const FOUND_AT_ONCE = 20;

/**
 * Who may be meant by what was typed or scanned at the desk: see `holderSearch`. `personId` is whose number for signing in it is,
 * where it is one; those numbers are no community's own. A number that is somebody's whole number
 * means them alone. Each way is one bounded query, all at once; initials and the end of a phone take a second round trip.
 */
export async function lookUpHolders(
  scope: Scope,
  typed: string,
  { personId }: { personId?: string | undefined } = {},
): Promise<FoundHolder[]> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { scanned, order, number, name, initials, tail } = holderSearch(typed.trim());
  const ways = await Promise.all([
    scanned === undefined ? [] : holdersOf(scope, [scanned]),
    number === undefined ? [] : byNumber(scope, within, number),
    name === undefined ? [] : byName(scope, within, name),
    initials === undefined ? [] : byFinder(scope, findersLike('initials', initials)),
    tail === undefined ? [] : byFinder(scope, findersLike('tail', tail)),
    personId === undefined ? [] : ofPerson(scope, personId),
    // The last, as it says more of somebody than that they were found.
    order === undefined ? [] : byOrder(scope, order),
  ]);
  const once = new Map(ways.flat().map((holder) => [holder.id, holder]));
  const found = [...once.values()].filter(({ courtyardId }) => isWithin(within, courtyardId));
  const whole = found.filter((holder) => holder.number === number);
  return (whole.length > 0 ? whole : found).slice(0, FOUND_AT_ONCE);
}

async function byNumber({ table, tenantId }: Scope, within: Courtyards, number: string) {
  const listing = { limit: FOUND_AT_ONCE, keep: rowsWithin(within) };
  const [volunteers, cards] = await Promise.all([
    table.page(Volunteers, Volunteers.query.byNumber({ tenantId }).begins({ volunteerNo: number }), listing),
    table.page(Cards, Cards.query.byNumber({ tenantId }).begins({ cardNo: number }), listing),
  ]);
  return [...volunteers.items.map(foundVolunteer), ...cards.items.map(foundCard)];
}

/** Volunteers by how their name begins; cards by any part of it, as a community has tens of them. */
async function byName({ table, tenantId }: Scope, within: Courtyards, name: string) {
  const listing = { limit: FOUND_AT_ONCE, keep: rowsWithin(within) };
  const keep = ({ holder }: Card) => holder.includes(name);
  const [volunteers, cards] = await Promise.all([
    table.page(Volunteers, Volunteers.query.byName({ tenantId }).begins({ name }), listing),
    table.page(Cards, Cards.query.byNumber({ tenantId }), { limit: FOUND_AT_ONCE, keep }),
  ]);
  return [...volunteers.items.map(foundVolunteer), ...cards.items.map(foundCard)];
}

async function ofPerson(scope: Scope, personId: string): Promise<FoundHolder[]> {
  const roles = await volunteersOf(scope, await requirePerson(scope, 'all', personId));
  return holdersOf(
    scope,
    roles.map(({ id }) => id),
  );
}

async function byOrder(scope: Scope, code: string): Promise<FoundHolder[]> {
  const order = await orderOfCode(scope, code);
  if (order === undefined) return [];
  const holders = await holdersOf(scope, [order.volunteerId]);
  return holders.map((holder) => ({ ...holder, orderId: order.id }));
}

async function byFinder(scope: Scope, like: string): Promise<FoundHolder[]> {
  const { table, tenantId } = scope;
  const query = Finders.query.byId({ tenantId }).begins({ id: like });
  const { items } = await table.page(Finders, query, { limit: FOUND_AT_ONCE });
  return holdersOf(scope, items.map(volunteerOfFinder));
}

/** Those of these ids who are there, in their order: what somebody is found by may be a moment behind the register. */
export async function holdersOf({ table, tenantId }: Scope, ids: readonly string[]): Promise<FoundHolder[]> {
  const items = await table.getMany(
    ids.map((id) =>
      isCard(id)
        ? { entity: Cards, operation: Cards.get({ tenantId, id }) }
        : { entity: Volunteers, operation: Volunteers.get({ tenantId, id }) },
    ),
  );
  return ids.flatMap((id, i) => {
    const item = items[i];
    if (item === undefined) return [];
    return [isCard(id) ? foundCard(item) : foundVolunteer(item)];
  });
}
