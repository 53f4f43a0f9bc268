import { z } from 'zod';
import { type Page, type PageRequest, requirePermission, type Scope } from '../../kernel/index.ts';
import { throughDay, view } from '../../table/index.ts';
import { PointsListParts, PointsLists } from './entities.ts';
import { ListLine, PointsListDetail, partIdOf, stateOn } from './points-list.ts';
import { carryOnList, type StoredList, storedList } from './posting-operations.ts';

/** A list as it is told: nothing of who may sign, and what nobody signed in time has lapsed. */
export const toldList = ({ now }: Scope, list: StoredList): PointsListDetail =>
  view(PointsListDetail, { ...list, state: stateOn(list, now) });

/** Every list of the points book, the newest day first; only up to a day with `until`. */
export async function listPointsLists(
  scope: Scope,
  request: PageRequest & { until?: string; order?: 'asc' | 'desc' },
): Promise<Page<PointsListDetail>> {
  requirePermission(scope, 'timebank:read');
  const all = PointsLists.query.byDate({ tenantId: scope.tenantId });
  const query = request.until === undefined ? all : all.lte({ on: throughDay(request.until) });
  const { items, ...rest } = await scope.table.page(PointsLists, query, { order: 'desc', ...request });
  return { ...rest, items: items.map((list) => toldList(scope, list)) };
}

/** What was given out of a card by lists, the newest first. */
export async function listCardLists(
  scope: Scope,
  cardId: string,
  request: PageRequest,
): Promise<Page<PointsListDetail>> {
  requirePermission(scope, 'timebank:read');
  const { items, ...rest } = await storedListsOf(scope, cardId, request);
  return { ...rest, items: items.map((list) => toldList(scope, list)) };
}

/** The same as they are kept, for operations. */
export const storedListsOf = (
  { table, tenantId }: Scope,
  source: string,
  request: PageRequest,
): Promise<Page<StoredList>> =>
  table.page(PointsLists, PointsLists.query.ofSource({ tenantId, source }), { ...request, order: 'desc' });

export async function getPointsList(scope: Scope, id: string): Promise<PointsListDetail> {
  requirePermission(scope, 'timebank:read');
  return toldList(scope, await storedList(scope, id));
}

/** The lines of one part, numbered from where it begins in the list; `posted` says whether they have their points. */
export const ListPart = z.object({
  part: z.number().int(),
  posted: z.boolean(),
  lines: z.array(ListLine.omit({ account: true })),
});
export type ListPart = z.infer<typeof ListPart>;

/** One part of a list, as long as there is one. */
export async function getListPart(scope: Scope, id: string, part: number): Promise<ListPart> {
  requirePermission(scope, 'timebank:read');
  const list = await storedList(scope, id);
  const { table, tenantId } = scope;
  const stored = await table.get(PointsListParts, PointsListParts.get({ tenantId, id: partIdOf(id, part) }));
  return view(ListPart, { part, posted: part < list.partsPosted, lines: stored?.lines ?? [] });
}

/** Goes on with a list that was begun: what a death in the middle left is posted, and nothing twice. */
export async function resumePointsList(scope: Scope, id: string): Promise<PointsListDetail> {
  requirePermission(scope, 'timebank:write');
  return toldList(scope, await carryOnList(scope, id));
}
