import { nameOnBehalfOf } from '../courtyard/index.ts';
import {
  allHold,
  behind,
  type FigureRequest,
  notFound,
  type Page,
  type PageRequest,
  requireCourtyards,
  requirePermission,
  requireWithin,
  rowsWithin,
  type Scope,
} from '../kernel/index.ts';
import { type Made, throughDay, view, viewPage } from '../table/index.ts';
import { Account, emptyAccount, memberAccountId } from './account.ts';
import { Card, tallyCard } from './card.ts';
import { asOffered } from './catalogue/offered-operations.ts';
import { CatalogueItem } from './catalogue-item.ts';
import { Accounts, Cards, CatalogueItems, ServiceRecords, Volunteers } from './entities.ts';
import { ServiceRecordDetail } from './recorded.ts';
import { ServiceRecord } from './service-record.ts';
import { tallyVolunteer, Volunteer } from './volunteer.ts';
import { stateOf, type VolunteerState } from './volunteers/standing.ts';

/**
 * By number, or by name when asked. With `search`, those whose number begins with it when it has a digit in it, else those
 * whose name does; with `figure`, the rows behind it; with `state`, those who stand there.
 */
export async function listVolunteers(
  scope: Scope,
  {
    order,
    state,
    ...request
  }: PageRequest & FigureRequest & { search?: string; order?: 'number' | 'name'; state?: VolunteerState },
): Promise<Page<Volunteer>> {
  const keep = allHold(
    behind(tallyVolunteer, request),
    state && ((volunteer: Volunteer) => stateOf(volunteer) === state),
    rowsWithin(requireCourtyards(scope, 'timebank:read')),
  );
  const query = volunteersBy(scope.tenantId, request.search, order);
  return viewPage(Volunteer, await scope.table.page(Volunteers, query, { ...request, keep }));
}

function volunteersBy(tenantId: string, search: string | undefined, order: 'number' | 'name' = 'number') {
  if (!search)
    return order === 'name' ? Volunteers.query.byName({ tenantId }) : Volunteers.query.byNumber({ tenantId });
  return /\d/.test(search)
    ? Volunteers.query.byNumber({ tenantId }).begins({ volunteerNo: search })
    : Volunteers.query.byName({ tenantId }).begins({ name: search });
}

export async function getVolunteer(scope: Scope, id: string): Promise<Volunteer> {
  const within = requireCourtyards(scope, 'timebank:read');
  const volunteer = await scope.table.get(Volunteers, Volunteers.get({ tenantId: scope.tenantId, id }));
  if (volunteer === undefined) throw notFound('volunteer');
  requireWithin(within, volunteer.courtyardId, 'volunteer');
  return view(Volunteer, volunteer);
}

/**
 * Newest first unless asked otherwise; of one volunteer when named; only up to a day with `until`. No index has the
 * records of a courtyard (it would cost a write unit each): whoever reaches some only finds theirs among all, and a page
 * may be short.
 */
export async function listServiceRecords(
  scope: Scope,
  request: PageRequest & { volunteerId?: string; until?: string; order?: 'asc' | 'desc' },
): Promise<Page<ServiceRecord>> {
  const keep = rowsWithin(requireCourtyards(scope, 'timebank:read'));
  const { tenantId } = scope;
  const { volunteerId } = request;
  const base =
    volunteerId === undefined
      ? ServiceRecords.query.byDate({ tenantId })
      : ServiceRecords.query.ofVolunteer({ tenantId, volunteerId });
  const query = request.until === undefined ? base : base.lte({ servedOn: throughDay(request.until) });
  return viewPage(
    ServiceRecord,
    await scope.table.page(ServiceRecords, query, { order: 'desc', ...request, keep }),
  );
}

/** One record with who wrote it down and for whom: one round trip, and a second for the name of whom it was done for. */
export async function getServiceRecordDetail(scope: Scope, id: string): Promise<ServiceRecordDetail> {
  const within = requireCourtyards(scope, 'timebank:read');
  const { tenantId, table } = scope;
  const record = await table.get(ServiceRecords, ServiceRecords.get({ tenantId, id }));
  if (record === undefined) throw notFound('serviceRecord');
  requireWithin(within, record.courtyardId, 'serviceRecord');
  const { byName, onBehalfOf } = (record.made ?? {}) as Partial<Made>;
  if (byName === undefined) return view(ServiceRecordDetail, record);
  const forWhom = onBehalfOf && {
    onBehalfOf: { id: onBehalfOf, name: await nameOnBehalfOf(scope, within, onBehalfOf) },
  };
  return view(ServiceRecordDetail, { ...record, recorded: { at: record.createdAt, by: byName, ...forWhom } });
}

export async function getServiceRecord(scope: Scope, id: string): Promise<ServiceRecord> {
  const within = requireCourtyards(scope, 'timebank:read');
  const record = await storedServiceRecord(scope, id);
  requireWithin(within, record.courtyardId, 'serviceRecord');
  return view(ServiceRecord, record);
}

/** Unmasked, as another record is made from it: never handed out. */
export async function storedServiceRecord({ table, tenantId }: Scope, id: string): Promise<ServiceRecord> {
  const key = ServiceRecords.get({ tenantId, id });
  const record = await table.get(ServiceRecords, key, { consistent: true });
  if (record === undefined) throw notFound('serviceRecord');
  return ServiceRecord.parse(record);
}

/** By number; with `figure`, the rows behind it. */
export async function listCards(scope: Scope, request: PageRequest & FigureRequest): Promise<Page<Card>> {
  const keep = allHold(behind(tallyCard, request), rowsWithin(requireCourtyards(scope, 'timebank:read')));
  const query = Cards.query.byNumber({ tenantId: scope.tenantId });
  return viewPage(Card, await scope.table.page(Cards, query, { ...request, keep }));
}

export async function getCard(scope: Scope, id: string): Promise<Card> {
  const within = requireCourtyards(scope, 'timebank:read');
  const card = await scope.table.get(Cards, Cards.get({ tenantId: scope.tenantId, id }));
  if (card === undefined) throw notFound('card');
  requireWithin(within, card.courtyardId, 'card');
  return view(Card, card);
}

/** Cheapest first. */
export async function listCatalogueItems(scope: Scope, request: PageRequest): Promise<Page<CatalogueItem>> {
  requirePermission(scope, 'public:read');
  const query = CatalogueItems.query.byPoints({ tenantId: scope.tenantId });
  const page = viewPage(CatalogueItem, await scope.table.page(CatalogueItems, query, request));
  return { ...page, items: await asOffered(scope, page.items) };
}

export async function getCatalogueItem(scope: Scope, id: string): Promise<CatalogueItem> {
  requirePermission(scope, 'public:read');
  const item = await scope.table.get(CatalogueItems, CatalogueItems.get({ tenantId: scope.tenantId, id }));
  if (item === undefined) throw notFound('catalogueItem');
  const [counted] = (await asOffered(scope, [view(CatalogueItem, item)])) as [CatalogueItem];
  return counted;
}

/** An account that has never been posted to reads as empty. Volunteer and account in one round trip. */
export async function getMemberAccount(scope: Scope, volunteerId: string): Promise<Account> {
  const within = requireCourtyards(scope, 'timebank:read');
  const { tenantId, table } = scope;
  const id = memberAccountId(tenantId, volunteerId);
  const [volunteer, account] = await table.getMany([
    { entity: Volunteers, operation: Volunteers.get({ tenantId, id: volunteerId }) },
    { entity: Accounts, operation: Accounts.get({ tenantId, id }) },
  ]);
  if (volunteer === undefined) throw notFound('volunteer');
  requireWithin(within, view(Volunteer, volunteer).courtyardId, 'volunteer');
  return account === undefined
    ? emptyAccount({ id, ownerId: volunteerId, ownerKind: 'member' })
    : view(Account, account);
}
