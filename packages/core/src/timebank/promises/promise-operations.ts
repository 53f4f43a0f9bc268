import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import {
  idFrom,
  LinliError,
  notFound,
  PAGE_LIMIT_MAX,
  type Page,
  type PageRequest,
  parse,
  plainDateOf,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import { contentHash, provenance, throughDay, view, type Write, write } from '../../table/index.ts';
import { CatalogueItem } from '../catalogue-item.ts';
import { CatalogueItems } from '../entities.ts';
import { Reason } from '../points/points-input.ts';
import { SponsorPromises } from './entities.ts';
import {
  PromiseInput,
  promiseOn,
  SponsorPromise,
  type SponsorPromiseDetail,
  stillToCome,
} from './sponsor-promise.ts';

/** Writes down what a sponsor has promised. The same key again answers with the same promise as it was made. */
export async function makePromise(
  scope: Scope,
  input: z.input<typeof PromiseInput> & { key: string },
): Promise<SponsorPromise> {
  requirePermission(scope, 'timebank:write');
  const asked = parse(PromiseInput, input);
  const { tenantId, table } = scope;
  const item = await table.get(CatalogueItems, CatalogueItems.get({ tenantId, id: asked.itemId }));
  if (item === undefined) throw notFound('catalogueItem');
  const { name, points } = CatalogueItem.parse(item);
  const id = idFrom('sponsorPromise', tenantId, input.key);
  const askedHash = contentHash({ asked });
  const promise: SponsorPromise = { ...asked, id, item: name, points, delivered: 0 };
  const taken = new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  try {
    await table.commit([
      write(SponsorPromises.create({ ...promise, ...provenance(scope), askedHash }), taken),
    ]);
    return view(SponsorPromise, promise);
  } catch (error) {
    if (error !== taken) throw error;
    const stored = await storedPromise(scope, id);
    if (stored.askedHash !== askedHash) throw taken;
    return view(SponsorPromise, { ...stored, delivered: 0, withdrawn: undefined });
  }
}

async function storedPromise({ table, tenantId }: Scope, id: string) {
  const promise = await table.get(SponsorPromises, SponsorPromises.get({ tenantId, id }), {
    consistent: true,
  });
  if (promise === undefined) throw notFound('sponsorPromise');
  return promise;
}

const told = ({ now }: Scope, promise: unknown): SponsorPromiseDetail =>
  promiseOn(view(SponsorPromise, promise), plainDateOf(now));

/** What was promised, the latest day first; only up to a day with `until`. */
export async function listPromises(
  scope: Scope,
  request: PageRequest & { until?: string; order?: 'asc' | 'desc' },
): Promise<Page<SponsorPromiseDetail>> {
  requirePermission(scope, 'timebank:read');
  const all = SponsorPromises.query.byDay({ tenantId: scope.tenantId });
  const query = request.until === undefined ? all : all.lte({ by: throughDay(request.until) });
  const { items, ...rest } = await scope.table.page(SponsorPromises, query, { order: 'desc', ...request });
  return { ...rest, items: items.map((promise) => told(scope, promise)) };
}

export async function getPromise(scope: Scope, id: string): Promise<SponsorPromiseDetail> {
  requirePermission(scope, 'timebank:read');
  return told(scope, await storedPromise(scope, id));
}

/** What is still to come of what sponsors promised, in points: of the hundred latest promises. For whoever sees the figures. */
export async function promisedBySponsors(scope: Scope): Promise<{ open: number; overdue: number }> {
  const { table, tenantId } = scope;
  const latest = SponsorPromises.query.byDay({ tenantId });
  const { items } = await table.page(SponsorPromises, latest, { order: 'desc', limit: PAGE_LIMIT_MAX });
  return stillToCome(items.map((promise) => told(scope, promise)));
}

export const WithdrawPromiseInput = z.object({ reason: Reason });

/** A promise that will not be kept any further, with a reason; what has come of it stays. The same again answers as it stands. */
export async function withdrawPromise(
  scope: Scope,
  id: string,
  input: z.input<typeof WithdrawPromiseInput>,
): Promise<SponsorPromiseDetail> {
  requirePermission(scope, 'timebank:write');
  const { reason } = parse(WithdrawPromiseInput, input);
  const promise = await storedPromise(scope, id);
  if (promise.withdrawn !== undefined) return told(scope, promise);
  const { tenantId, now, actor, table } = scope;
  const withdrawn = { at: now, by: actor.name, reason };
  const patch = SponsorPromises.patch({ tenantId, id })
    .set({ withdrawn })
    .where((kept, { notExists }) => notExists(kept.withdrawn));
  await table.commit([
    write(patch, new LinliError('conflict', 'alreadyChanged')),
    recordChange(scope, { action: 'withdraw', noun: 'sponsorPromise', id, reason }),
  ]);
  return told(scope, { ...promise, withdrawn });
}

/** Counts a delivery towards the promise that it keeps, in the delivery's commit: of the same item, and not withdrawn. */
export const deliveredOn = ({ tenantId }: Scope, id: string, itemId: string, quantity: number): Write =>
  write(
    SponsorPromises.patch({ tenantId, id })
      .add({ delivered: quantity })
      .where((kept, { eq, notExists }) => `${eq(kept.itemId, itemId)} AND ${notExists(kept.withdrawn)}`),
    new LinliError('conflict', 'promiseOfOther', { field: 'promiseId' }),
  );
