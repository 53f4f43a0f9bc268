import {
  type IdNoun,
  idFrom,
  LinliError,
  notFound,
  type Page,
  type PageRequest,
  plainDateOf,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import {
  contentHash,
  type Made,
  provenance,
  throughDay,
  view,
  viewPage,
  type Write,
  write,
} from '../../table/index.ts';
import { moveAccount } from '../account-move.ts';
import { PointsEntries } from '../entities.ts';
import type { MovementKind, Owner } from '../movement.ts';
import { ledgerEntryOf, movesOf, otherSideOf, PointsEntry, PointsEntryDetail } from './entry.ts';

/** What is posted: the entry without its id and its day, which follow from the request. */
export type EntryDraft = Omit<PointsEntry, 'id' | 'on'>;

/** A request by its own key; `asked` is what it asked for, by which the same again is told from something else. */
export type Asked = { key: string; asked: unknown };

/**
 * What is committed with an entry. `owners` are of accounts that may not have moved before; `undone` is the reversal that
 * the entry stands in place of, whose postings move the accounts in the same write as its own. `unmoved` are accounts that
 * must not have moved since they were read, with what is refused where one has.
 */
export type Company = {
  owners?: ReadonlyMap<string, Owner>;
  beside?: readonly Write[];
  undone?: PointsEntry;
  unmoved?: ReadonlyMap<string, { lineCount: number; refusal: LinliError }>;
};

/**
 * Posts an entry: the entry, every account it moves and whatever goes `beside` it, all or none, in one round trip. Its id
 * follows from the key, so that a second commit fails on the entry itself, for ever: the same request is then answered
 * with the entry as it was posted, another under the same key is a `conflict`. Throws `limit_exceeded` when a balance that
 * is guarded would fall below zero.
 */
export async function postEntry(
  scope: Scope,
  { key, asked }: Asked,
  draft: EntryDraft,
  { owners = new Map(), beside = [], undone, unmoved }: Company = {},
): Promise<PointsEntry> {
  const id = entryIdOf(scope, key);
  const entry: PointsEntry = { ...draft, id, on: plainDateOf(scope.now) };
  const askedHash = contentHash({ asked });
  const taken = new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  try {
    await scope.table.commit([
      write(creation(scope, entry, askedHash), taken),
      ...(undone === undefined ? [] : [write(creation(scope, undone, askedHash), alreadyReversed())]),
      ...beside,
      ...accountWrites(scope, entry, { owners, undone, unmoved }),
    ]);
    return view(PointsEntry, entry);
  } catch (error) {
    const posted = error === taken ? await alreadyPosted(scope, { key, asked }) : undefined;
    if (posted === undefined) throw error;
    return posted;
  }
}

/** What was posted under this request before; undefined when nothing was. Throws `conflict` when it was something else. */
async function alreadyPosted(scope: Scope, { key, asked }: Asked): Promise<PointsEntry | undefined> {
  const { table, tenantId } = scope;
  const operation = PointsEntries.get({ tenantId, id: entryIdOf(scope, key) });
  const stored = await table.get(PointsEntries, operation, { consistent: true });
  if (stored === undefined) return undefined;
  if (stored.askedHash !== contentHash({ asked }))
    throw new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  return view(PointsEntry, stored);
}

/** For what may not be done now: if it was done before, under this request, that is the answer; else it is refused. */
export async function postedOrRefused(
  scope: Scope,
  request: Asked,
  refusal: LinliError,
): Promise<PointsEntry> {
  const posted = await alreadyPosted(scope, request);
  if (posted === undefined) throw refusal;
  return posted;
}

export const alreadyReversed = () => new LinliError('conflict', 'alreadyReversed');

function creation(scope: Scope, entry: PointsEntry, askedHash: string) {
  ledgerEntryOf(entry);
  return PointsEntries.create({ ...entry, ...provenance(scope), askedHash });
}

const ENTRY: IdNoun = 'pointsEntry';

export const entryIdOf = ({ tenantId }: Scope, key: string): string => idFrom(ENTRY, tenantId, key);

/** In the order of the account's ids, so that two commits over the same accounts meet on the first. */
function accountWrites(
  scope: Scope,
  entry: PointsEntry,
  { owners = new Map(), undone, unmoved }: Pick<Company, 'owners' | 'undone' | 'unmoved'>,
): Write[] {
  const { id: sourceId, on, reason } = entry;
  const kind: MovementKind = undone === undefined ? entry.kind : 'correction';
  const postings = [...(undone?.postings ?? []), ...entry.postings];
  return [...movesOf({ postings })]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([, { points, held }]) => points !== 0 || held !== 0)
    .map(([account, { points, held }]) => {
      const other = otherSideOf(entry, account);
      const movement = { sourceId, kind, on, at: scope.now, points, held, minutes: 0, other, reason };
      return moveAccount(scope.tenantId, account, movement, {
        owner: owners.get(account),
        ...unmoved?.get(account),
      });
    });
}

/** The entry as it is stored, names unmasked: other entries are made from it. Read consistently. */
export async function storedEntry({ table, tenantId }: Scope, id: string) {
  const entry = await table.get(PointsEntries, PointsEntries.get({ tenantId, id }), { consistent: true });
  if (entry === undefined) throw notFound('pointsEntry');
  return entry as typeof entry & PointsEntryDetail;
}

/** One entry, for whoever sees the whole community. */
export async function getPointsEntry(scope: Scope, id: string): Promise<PointsEntryDetail> {
  requirePermission(scope, 'timebank:read');
  const stored = await storedEntry(scope, id);
  const { byName: by } = stored.made as Made;
  return view(PointsEntryDetail, { ...stored, recorded: { at: stored.createdAt, by } });
}

/** The journal of the points book (流水), the newest day first; only up to a day with `until`. */
export async function listPointsEntries(
  scope: Scope,
  request: PageRequest & { until?: string; order?: 'asc' | 'desc' },
): Promise<Page<PointsEntryDetail>> {
  requirePermission(scope, 'timebank:read');
  const all = PointsEntries.query.byDate({ tenantId: scope.tenantId });
  const query = request.until === undefined ? all : all.lte({ on: throughDay(request.until) });
  return viewPage(
    PointsEntryDetail,
    await scope.table.page(PointsEntries, query, { order: 'desc', ...request }),
  );
}
