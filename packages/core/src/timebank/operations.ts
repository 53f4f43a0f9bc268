import { z } from 'zod';
import {
  idFrom,
  LinliError,
  notFound,
  type Page,
  type PageRequest,
  parse,
  plainDateOf,
  requirePermission,
  type Scope,
} from '../kernel/index.ts';
import { contentHash, view, viewPage, type Write, write } from '../table/index.ts';
import { Account, memberAccountId } from './account.ts';
import { Card } from './card.ts';
import { CatalogueItem } from './catalogue-item.ts';
import { draftPointsRule } from './drafts.ts';
import { Accounts, Cards, CatalogueItems, PointsRules, ServiceRecords, Volunteers } from './entities.ts';
import { postedTo } from './posting.ts';
import { openingRule, PointsRule, pointsEarned, ruleInForce } from './rule.ts';
import { reversalOf, ServiceRecord } from './service-record.ts';
import { Volunteer } from './volunteer.ts';

/** In order of volunteer number; with `search`, those whose name begins with it, in order of name. */
export async function listVolunteers(
  scope: Scope,
  request: PageRequest & { search?: string },
): Promise<Page<Volunteer>> {
  requirePermission(scope, 'timebank:read');
  const { tenantId } = scope;
  const query = request.search
    ? Volunteers.query.byName({ tenantId }).begins({ name: request.search })
    : Volunteers.query.byNumber({ tenantId });
  return viewPage(Volunteer, await scope.table.page(Volunteers, query, request));
}

export async function getVolunteer(scope: Scope, id: string): Promise<Volunteer> {
  requirePermission(scope, 'timebank:read');
  const volunteer = await scope.table.get(Volunteers, Volunteers.get({ tenantId: scope.tenantId, id }));
  if (volunteer === undefined) throw notFound('volunteer');
  return view(Volunteer, volunteer);
}

/** Newest first unless asked otherwise; of one volunteer when named; only up to a day with `until`. */
export async function listServiceRecords(
  scope: Scope,
  request: PageRequest & { volunteerId?: string; until?: string; order?: 'asc' | 'desc' },
): Promise<Page<ServiceRecord>> {
  requirePermission(scope, 'timebank:read');
  const { tenantId } = scope;
  const { volunteerId } = request;
  const base =
    volunteerId === undefined
      ? ServiceRecords.query.byDate({ tenantId })
      : ServiceRecords.query.ofVolunteer({ tenantId, volunteerId });
  // `$` sorts after `#`, so the whole day is included.
  const query = request.until === undefined ? base : base.lte({ servedOn: `${request.until}$` });
  return viewPage(
    ServiceRecord,
    await scope.table.page(ServiceRecords, query, { order: 'desc', ...request }),
  );
}

export async function getServiceRecord(scope: Scope, id: string): Promise<ServiceRecord> {
  requirePermission(scope, 'timebank:read');
  return view(ServiceRecord, await recordById(scope, id));
}

export const PostServiceRecordInput = z.object({
  volunteerId: z.string(),
  servedOn: z.iso.date(),
  item: z.string().min(1).max(60),
  category: z.string().min(1).max(30),
  durationMinutes: z
    .number()
    .int()
    .min(1)
    .max(24 * 60),
  peopleServed: z.number().int().min(0).max(10_000).default(1),
  recipient: z.string().max(60).optional(),
  verifier: z.string().max(60).optional(),
});

/**
 * Records a service in the hours book and its points in the points book: one transaction of two items, four write units
 * and one for each of the record's two index entries. The same key again answers with the same record.
 */
export async function postServiceRecord(
  scope: Scope,
  input: z.input<typeof PostServiceRecordInput> & { key: string },
): Promise<ServiceRecord> {
  requirePermission(scope, 'timebank:write');
  const { tenantId } = scope;
  const asked = parse(PostServiceRecordInput, input);
  if (asked.servedOn > plainDateOf(scope.now))
    throw new LinliError('invalid', 'dateInFuture', { field: 'servedOn' });

  const volunteer = await getVolunteer(scope, asked.volunteerId);
  const rule = ruleInForce(await listPointsRules(scope), asked.servedOn);
  const record: ServiceRecord = {
    ...asked,
    id: idFrom('serviceRecord', tenantId, 'posted', input.key),
    volunteerNo: volunteer.volunteerNo,
    volunteerName: volunteer.name,
    courtyardId: volunteer.courtyardId,
    accountId: memberAccountId(tenantId, volunteer.id),
    points: pointsEarned(rule, asked.category, asked.durationMinutes),
    ruleId: rule.id,
  };

  return commitOnce(scope, record, [addToAccount(scope, record, volunteer.id)]);
}

export const ReverseServiceRecordInput = z.object({ reason: z.string().trim().min(2).max(120) });

/** Takes a record back, once, with its points and a reason; refused when the points have been spent. */
export async function reverseServiceRecord(
  scope: Scope,
  id: string,
  input: z.input<typeof ReverseServiceRecordInput>,
): Promise<ServiceRecord> {
  requirePermission(scope, 'timebank:write');
  const { tenantId } = scope;
  const record = view(ServiceRecord, await recordById(scope, id));
  const { reason } = parse(ReverseServiceRecordInput, input);
  const reversal = reversalOf(record, idFrom('serviceRecord', tenantId, 'reversal', id), reason);
  const alreadyReversed = new LinliError('conflict', 'alreadyReversed');

  await scope.table.commit([
    write(ServiceRecords.create({ ...reversal, ...madeNow(scope) }), alreadyReversed),
    write(
      ServiceRecords.patch({ tenantId, id })
        .set({ reversedBy: reversal.id })
        .where(
          ({ reversedBy, reverses }, { notExists }) => `${notExists(reversedBy)} AND ${notExists(reverses)}`,
        ),
      alreadyReversed,
    ),
    write(
      Accounts.patch({ tenantId, id: record.accountId })
        .add({ pointsBalance: reversal.points, minutesServed: reversal.durationMinutes })
        .where(({ pointsBalance }, { gte }) => gte(pointsBalance, record.points)),
      new LinliError('limit_exceeded', 'balanceTooLow'),
    ),
  ]);
  return reversal;
}

export async function listPointsRules(scope: Scope): Promise<PointsRule[]> {
  requirePermission(scope, 'timebank:read');
  const rules = await scope.table.all(PointsRules, PointsRules.query.byId({ tenantId: scope.tenantId }));
  return rules.map((rule) => view(PointsRule, rule));
}

export async function listCards(scope: Scope, request: PageRequest): Promise<Page<Card>> {
  requirePermission(scope, 'timebank:read');
  const query = Cards.query.byNumber({ tenantId: scope.tenantId });
  return viewPage(Card, await scope.table.page(Cards, query, request));
}

export async function getCard(scope: Scope, id: string): Promise<Card> {
  requirePermission(scope, 'timebank:read');
  const card = await scope.table.get(Cards, Cards.get({ tenantId: scope.tenantId, id }));
  if (card === undefined) throw notFound('card');
  return view(Card, card);
}

/** Cheapest first. */
export async function listCatalogueItems(scope: Scope, request: PageRequest): Promise<Page<CatalogueItem>> {
  requirePermission(scope, 'public:read');
  const query = CatalogueItems.query.byPoints({ tenantId: scope.tenantId });
  return viewPage(CatalogueItem, await scope.table.page(CatalogueItems, query, request));
}

/** An account that has never been posted to reads as empty. */
export async function getMemberAccount(scope: Scope, volunteerId: string): Promise<Account> {
  requirePermission(scope, 'timebank:read');
  const id = memberAccountId(scope.tenantId, volunteerId);
  const account = await scope.table.get(Accounts, Accounts.get({ tenantId: scope.tenantId, id }));
  return account === undefined
    ? { id, ownerId: volunteerId, ownerKind: 'member', pointsBalance: 0, minutesServed: 0 }
    : view(Account, account);
}

async function recordById(scope: Scope, id: string) {
  const record = await scope.table.get(ServiceRecords, ServiceRecords.get({ tenantId: scope.tenantId, id }));
  if (record === undefined) throw notFound('serviceRecord');
  return record;
}

const madeNow = (scope: Scope) => ({
  tenantId: scope.tenantId,
  createdAt: scope.now,
  createdBy: scope.actor.id,
});

function addToAccount(scope: Scope, record: ServiceRecord, volunteerId: string): Write {
  const { points, minutes } = postedTo(record.accountId, [record]);
  return write(
    Accounts.upsert({
      tenantId: scope.tenantId,
      id: record.accountId,
      ownerId: volunteerId,
      ownerKind: 'member',
    }).add({ pointsBalance: points, minutesServed: minutes }),
    new LinliError('conflict', 'alreadyChanged'),
  );
}

/** The key lives in the record's id: a second commit fails on the record, which is then read and compared. */
async function commitOnce(
  scope: Scope,
  record: ServiceRecord,
  others: readonly Write[],
): Promise<ServiceRecord> {
  const taken = new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  try {
    await scope.table.commit([
      write(ServiceRecords.create({ ...record, ...madeNow(scope) }), taken),
      ...others,
    ]);
    return record;
  } catch (error) {
    if (error !== taken) throw error;
    const existing = view(ServiceRecord, await recordById(scope, record.id));
    if (contentHash({ ...existing, reversedBy: undefined }) !== contentHash(record)) throw taken;
    return existing;
  }
}

/** Puts the opening rule in place for a new community; leaves any rule it already has alone. */
export async function ensureOpeningRule(scope: Scope): Promise<PointsRule> {
  requirePermission(scope, 'timebank:write');
  const { id, from } = openingRule(scope.tenantId);
  const existing = (await listPointsRules(scope)).find((rule) => rule.id === id && rule.from === from);
  if (existing !== undefined) return existing;
  const opening = openingRule(scope.tenantId);
  const by = {
    tenantId: scope.tenantId,
    importId: 'opening',
    source: 'opening',
    row: 0,
    now: scope.now,
    by: scope.actor.id,
  };
  await scope.table.insertMany([draftPointsRule(opening, by).insert]);
  return opening;
}
