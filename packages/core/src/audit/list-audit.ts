import { z } from 'zod';
import {
  type Actor,
  type DistrictScope,
  idsAt,
  instantsOf,
  isId,
  LinliError,
  type Page,
  type PageRequest,
  pageLimit,
  parse,
  requirePermission,
  type Scope,
} from '../kernel/index.ts';
import { contentHash, type Table } from '../table/index.ts';
import { type AuditEntry, entryFrom, OwnAuditEntry } from './audit-entry.ts';
import type { District } from './chain.ts';
import { AuditRecords, DistrictAuditRecords } from './entities.ts';
import { AUDIT_ACTIONS, AUDIT_NOUNS, type AuditAction, type AuditNoun } from './words.ts';

/** Whole days, both included; `actor` is an id or a part of a name. */
export const AuditQuery = z.object({
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  actor: z.string().trim().max(60).optional(),
  noun: z.enum(Object.keys(AUDIT_NOUNS) as [AuditNoun, ...AuditNoun[]]).optional(),
  action: z.enum(Object.keys(AUDIT_ACTIONS) as [AuditAction, ...AuditAction[]]).optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** A partition of audit records. */
type Source = { table: Table; collection: string };

/**
 * A community's trail, the newest first: what was done to its records, and to its people and their roles, which lie in the
 * control plane. Two queries at once, cut by the days asked for; of the other filters a page looks at so many records and
 * no more, so it may be short, or empty, and still have a next one.
 */
export async function listAudit(
  scope: Scope,
  district: District,
  request: PageRequest & AuditQuery,
): Promise<Page<AuditEntry>> {
  requirePermission(scope, 'audit:read');
  return newestOf(
    [
      { table: scope.table, collection: 'auditRecord' },
      { table: district.table, collection: `auditRecord#${scope.tenantId}` },
    ],
    request,
  );
}

/** The district office's own affairs. */
export async function listDistrictAudit(
  scope: DistrictScope,
  request: PageRequest & AuditQuery,
): Promise<Page<AuditEntry>> {
  requirePermission(scope, 'audit:read');
  return newestOf([{ table: scope.table, collection: 'auditRecord#*' }], request);
}

/**
 * What was done to one record or one person, and who looked at what is masked of them; the newest first. Two queries at once:
 * what concerns a person's card or account is in the control plane.
 */
export async function listAuditAbout(
  scope: Scope,
  district: District,
  about: string,
  request: PageRequest,
): Promise<Page<AuditEntry>> {
  requirePermission(scope, 'audit:read');
  return pageAbout(scope, district, about, request);
}

/** The same for the person themselves: who looked at or changed their own record. */
export async function listOwnAudit(
  scope: Scope & { actor: Actor & { personId?: string } },
  district: District,
  request: PageRequest,
): Promise<Page<OwnAuditEntry>> {
  requirePermission(scope, 'audit:own');
  const { personId } = scope.actor;
  if (personId === undefined) throw new LinliError('forbidden', 'notAPerson');
  const page = await pageAbout(scope, district, personId, request);
  return { ...page, items: page.items.map((entry) => OwnAuditEntry.parse(entry)) };
}

async function pageAbout(
  { tenantId, table }: Scope,
  { districtId, table: districtTable }: District,
  about: string,
  request: PageRequest,
): Promise<Page<AuditEntry>> {
  const limit = pageLimit(request);
  const mark = contentHash({ tenantId, about });
  // Every id is below it.
  const before = { id: request.cursor === undefined ? 'aud_z' : placeIn(request.cursor, mark) };
  const newest = { order: 'desc', limit: limit + 1 } as const;
  const pages = await Promise.all([
    table.page(AuditRecords, AuditRecords.query.ofSubject({ tenantId, about }).lt(before), newest),
    districtTable.page(
      DistrictAuditRecords,
      DistrictAuditRecords.query.ofSubject({ districtId, tenantId, about }).lt(before),
      newest,
    ),
  ]);
  const found = pages
    .flatMap(({ items }) => items.map((record) => entryFrom(record)))
    .sort((a, b) => (a.id < b.id ? 1 : -1));
  const items = found.slice(0, limit);
  return found.length > limit ? { items, next: `${mark}.${items.at(-1)?.id}` } : { items };
}

const LOOKED_AT = 200;

/**
 * Ids sort by time in every source, so the cursor of all of them is the last id that was looked at, with a mark of the list,
 * so that it is good for this one only.
 */
async function newestOf(
  sources: readonly Source[],
  request: PageRequest & AuditQuery,
): Promise<Page<AuditEntry>> {
  const { from, until, ...filters } = parse(AuditQuery, request);
  const limit = pageLimit(request);
  const mark = contentHash({
    sources: sources.map(({ table, collection }) => table.prefix + collection),
    ...{ from, until, ...filters },
  });
  const cursor = request.cursor === undefined ? undefined : placeIn(request.cursor, mark);
  const range = {
    from: from === undefined ? 'aud_0' : idsAt('audit', instantsOf(from).first).least,
    to: cursor ?? (until === undefined ? 'aud_z' : idsAt('audit', instantsOf(until).last).greatest),
  };
  if (range.from > range.to) return { items: [] };

  const isFiltered = Object.values(filters).some(Boolean);
  // One more than is shown tells whether there are more; the cursor's own record comes along and is left out.
  const count = isFiltered ? LOOKED_AT : limit + 2;
  const found = await Promise.all(
    sources.map(({ table, collection }) => table.lastStored(collection, range, count)),
  );
  const ids = found.map((items) => items.map(({ id }) => String(id)));
  // Below the last id of a source that has more, nothing is known of it.
  const known = ids.filter((some) => some.length === count).map((some) => some.at(-1) ?? '');
  const horizon = known.sort().at(-1) ?? '';

  const kept = found
    .flat()
    .map(entryFrom)
    .filter((entry) => entry.id !== cursor && entry.id >= horizon && matches(entry, filters))
    .sort((a, b) => (a.id < b.id ? 1 : -1));
  const items = kept.slice(0, limit);
  const last = kept.length > limit ? (items.at(-1)?.id ?? horizon) : horizon;
  return last === '' ? { items } : { items, next: `${mark}.${last}` };
}

function placeIn(cursor: string, list: string): string {
  const [mark, id = '', ...more] = cursor.split('.');
  if (mark !== list || !isId('audit', id) || more.length > 0)
    throw new LinliError('invalid', 'cursorInvalid', { field: 'cursor' });
  return id;
}

function matches(entry: AuditEntry, { actor, noun, action }: AuditQuery): boolean {
  if (noun !== undefined && entry.noun !== noun) return false;
  if (action !== undefined && entry.action !== action) return false;
  return !actor || entry.actorId === actor || (entry.actorName ?? '').includes(actor);
}
