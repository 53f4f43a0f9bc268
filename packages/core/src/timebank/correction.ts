import type { EntityItem } from 'electrodb';
import { idFrom, LinliError, notFound, type Scope } from '../kernel/index.ts';
import {
  type Draft,
  type Known,
  type Origin,
  provenance,
  type Stored,
  type Write,
  write,
} from '../table/index.ts';
import { ServiceRecords } from './entities.ts';
import { postedTo } from './posting.ts';
import { moveByRecords } from './record-move.ts';
import { reversalOf, ServiceRecord } from './service-record.ts';

type StoredRecord = EntityItem<typeof ServiceRecords>;

/**
 * A corrected ledger row: the record that stands is reversed and the corrected one posted in its place, in one
 * transaction. The first record of a row keeps the row's id and remembers which record now stands for it.
 */
export async function correctServiceRecord(scope: Scope, draft: Draft, was: Known): Promise<void> {
  const first = await storedRecord(scope, draft.id);
  const standing = first.standingId === undefined ? first : await storedRecord(scope, first.standingId);
  const before = ServiceRecord.parse(standing);
  const after: ServiceRecord = {
    ...ServiceRecord.parse({ ...draft.fields, id: draft.id }),
    id: correctedId(scope.tenantId, standing.id, draft.hash),
  };
  const reversalId = reversalIdOf(scope.tenantId, before.id);
  const reversal = reversalOf(before, reversalId, '台账更正');
  const made = { ...provenance(scope), touchedBy: draft.importId };
  const changed = new LinliError('conflict', 'alreadyChanged');

  await scope.table.commit([
    write(ServiceRecords.create({ ...reversal, ...made }), new LinliError('conflict', 'alreadyReversed')),
    write(ServiceRecords.create({ ...after, ...made }), changed),
    ...standFor(scope.tenantId, first, standing, {
      touchedBy: draft.importId,
      reversedBy: reversal.id,
      standingId: after.id,
      was,
      draft,
    }),
    ...moveBalances(scope, before, after),
  ]);
}

// From the record that stood, not from the row: a row may go back and forth between two readings.
const correctedId = (tenantId: string, standingId: string, hash: string): string =>
  idFrom('serviceRecord', tenantId, standingId, hash);

const reversalIdOf = (tenantId: string, id: string): string =>
  idFrom('serviceRecord', tenantId, 'reversal', id);

/** How a corrected row stands to the correction that `before` was kept for, with what undoes it. */
type Correction =
  | { state: 'takenBack' | 'changedSince' }
  | { state: 'stands'; first: StoredRecord; replaced: StoredRecord; standing: StoredRecord };

/** `before`: the row's first record as it was before the correction. */
async function correctionOf(scope: Scope, before: Stored): Promise<Correction> {
  const first = await storedRecord(scope, before.id);
  const hash = before.origin?.hash ?? '';
  if (first.origin?.hash === hash) return { state: 'takenBack' };
  const replacedId = String(before['standingId'] ?? before.id);
  const madeId = correctedId(scope.tenantId, replacedId, first.origin?.hash ?? '');
  if (first.standingId !== madeId) return { state: 'changedSince' };
  const standing = await storedRecord(scope, madeId);
  if (standing.reversedBy !== undefined) return { state: 'changedSince' };
  const replaced = replacedId === first.id ? first : await storedRecord(scope, replacedId);
  return { state: 'stands', first, replaced, standing };
}

/** Whether a correction was changed again since: by a later ledger, or by somebody who took the corrected record back. */
export const isCorrectedSince = async (scope: Scope, before: Stored): Promise<boolean> =>
  (await correctionOf(scope, before)).state === 'changedSince';

/**
 * Undoes the correction of a row with its import: the corrected record and the reversal go, the record before stands again,
 * and the balances follow, in one transaction. Doing it twice changes nothing. Throws `limit_exceeded` when the points have
 * been spent, `conflict` when the record was changed since. `touchedBy` is left on what stays.
 */
export async function takeCorrectionBack(scope: Scope, before: Stored, touchedBy: string): Promise<void> {
  const found = await correctionOf(scope, before);
  if (found.state === 'takenBack') return;
  const changed = new LinliError('conflict', 'alreadyChanged');
  if (found.state !== 'stands') throw changed;
  const { first, replaced, standing } = found;
  const { tenantId } = scope;
  const reversalId = reversalIdOf(tenantId, replaced.id);
  const now = first.origin?.hash ?? '';
  const origin = before.origin as Origin;
  const pointing = ServiceRecords.patch({ tenantId, id: first.id });
  const earlier = before['standingId'] as string | undefined;
  const pointed =
    earlier === undefined
      ? pointing.set({ origin, touchedBy })
      : pointing.set({ origin, touchedBy, standingId: earlier });
  const gone = [
    ...(earlier === undefined ? (['standingId'] as const) : []),
    ...(replaced.id === first.id ? (['reversedBy'] as const) : []),
  ];
  await scope.table.commit([
    write(ServiceRecords.remove({ tenantId, id: reversalId }), changed),
    write(
      ServiceRecords.remove({ tenantId, id: standing.id }).where((r, { notExists }) =>
        notExists(r.reversedBy),
      ),
      changed,
    ),
    write(
      pointed.remove(gone).where((r, { eq }) => eq(r.origin.hash, now)),
      changed,
    ),
    ...(replaced.id === first.id
      ? []
      : [
          write(
            ServiceRecords.patch({ tenantId, id: replaced.id })
              .set({ touchedBy })
              .remove(['reversedBy'])
              .where((r, { eq }) => eq(r.reversedBy, reversalId)),
            changed,
          ),
        ]),
    ...moveBalances(scope, ServiceRecord.parse(standing), ServiceRecord.parse(replaced)),
  ]);
}

async function storedRecord(scope: Scope, id: string): Promise<StoredRecord> {
  const key = ServiceRecords.get({ tenantId: scope.tenantId, id });
  const record = await scope.table.get(ServiceRecords, key, { consistent: true });
  if (record === undefined) throw notFound('serviceRecord');
  return record;
}

/** Marks the standing record reversed and points the row's first record at the new one; they may be the same item. */
function standFor(
  tenantId: string,
  first: StoredRecord,
  standing: StoredRecord,
  change: { touchedBy: string; reversedBy: string; standingId: string; was: Known; draft: Draft },
): Write[] {
  const { touchedBy, reversedBy, standingId, was, draft } = change;
  const changed = new LinliError('conflict', 'alreadyChanged');
  const origin = { ...(first.origin as Origin), hash: draft.hash };
  const pointing = ServiceRecords.patch({ tenantId, id: first.id });
  if (first.id === standing.id) {
    const both = pointing
      .set({ origin, standingId, reversedBy, touchedBy })
      .where((r, { eq, notExists }) => `${eq(r.origin.hash, was.hash)} AND ${notExists(r.reversedBy)}`);
    return [write(both, changed)];
  }
  return [
    write(
      pointing.set({ origin, standingId, touchedBy }).where((r, { eq }) => eq(r.origin.hash, was.hash)),
      changed,
    ),
    write(
      ServiceRecords.patch({ tenantId, id: standing.id })
        .set({ reversedBy, touchedBy })
        .where((r, { notExists }) => notExists(r.reversedBy)),
      changed,
    ),
  ];
}

/** Takes the old posting off its account and puts the new one on; one write when it is the same account. */
function moveBalances(scope: Scope, before: ServiceRecord, after: ServiceRecord): Write[] {
  const back = reversalOf(before, before.id, '台账更正');
  if (before.accountId !== after.accountId)
    return [moveByRecords(scope, 'correction', [back]), moveByRecords(scope, 'correction', [after])];
  const { points, minutes } = postedTo(after.accountId, [back, after]);
  return points === 0 && minutes === 0 ? [] : [moveByRecords(scope, 'correction', [back, after])];
}
