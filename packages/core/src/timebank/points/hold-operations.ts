import { z } from 'zod';
import {
  type Instant,
  LinliError,
  parse,
  requireCourtyards,
  requireOther,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import { type Write, write } from '../../table/index.ts';
import { OpenHolds, PointsEntries } from '../entities.ts';
import { ruleOfToday } from '../rules/rule-operations.ts';
import { refusalToSpend } from '../rules/spending.ts';
import type { PointsEntry, PointsPosting } from './entry.ts';
import { entryIdOf, postEntry, postedOrRefused, storedEntry } from './entry-operations.ts';
import { type Holder, HolderId, heldPostingOf, postingOf } from './holder.ts';
import { findHolders } from './holder-operations.ts';
import { Points, Reason } from './points-input.ts';
import { ownersOf } from './transfer-operations.ts';

const DAY_MS = 24 * 3600_000;

export const HoldInput = z.object({
  from: HolderId,
  points: Points,
  reason: Reason,
  /** Days until what nobody captured is free again. */
  days: z.number().int().min(1).max(60).default(7),
});

/** Puts points aside: they can be spent on nothing else until the hold is captured, released or has run out. */
export async function holdPoints(
  scope: Scope,
  input: z.input<typeof HoldInput> & { key: string },
): Promise<PointsEntry> {
  const within = requireCourtyards(scope, 'timebank:write');
  const asked = parse(HoldInput, input);
  const [[from], rule] = await Promise.all([
    findHolders(scope, within, [asked.from]) as Promise<[Holder]>,
    ruleOfToday(scope),
  ]);
  requireOther(scope, from.personId);
  const request = { key: input.key, asked: { hold: asked } };
  const refusal = refusalToSpend(rule, from, 'from');
  if (refusal !== undefined) return postedOrRefused(scope, request, refusal);
  const { points, reason, days } = asked;
  const postings = [postingOf(from, -points), heldPostingOf(from, points)];
  const holdUntil = new Date(Date.parse(scope.now) + days * DAY_MS).toISOString();
  const { tenantId } = scope;
  const opened = OpenHolds.create({ tenantId, id: entryIdOf(scope, input.key), holdUntil });
  return postEntry(
    scope,
    request,
    { kind: 'hold', reason, postings, holdUntil },
    { beside: [write(opened, new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' }))] },
  );
}

export const CaptureInput = z.object({
  /** Whose it becomes. */
  to: HolderId,
  /** Fewer than were held: the rest is free again. */
  points: Points.optional(),
  reason: Reason.optional(),
});

/** Hands what a hold has put aside to somebody, once, and while it has not run out. */
export async function captureHold(
  scope: Scope,
  holdId: string,
  input: z.input<typeof CaptureInput> & { key: string },
): Promise<PointsEntry> {
  requirePermission(scope, 'timebank:write');
  const asked = parse(CaptureInput, input);
  const { held, hold } = await storedHold(scope, holdId);
  requireOfNoList(hold);
  const points = asked.points ?? held.amount;
  if (points > held.amount)
    throw new LinliError('invalid', 'fieldTooBig', { field: 'points', params: { max: held.amount } });
  const [to] = (await findHolders(scope, 'all', [asked.to])) as [Holder];
  if (to.accountId === held.account) throw new LinliError('invalid', 'sameAccount', { field: 'to' });
  requireOther(scope, to.personId);
  const rest = held.amount - points;
  const postings = [
    { ...held, amount: -held.amount },
    ...(rest === 0 ? [] : [freeAgain(held, rest)]),
    postingOf(to, points),
  ];
  const draft = { kind: 'capture', reason: asked.reason ?? hold.reason, postings, closes: holdId } as const;
  return postEntry(scope, { key: input.key, asked: { capture: holdId, ...asked } }, draft, {
    owners: ownersOf([to]),
    beside: closing(scope, hold, input.key, scope.now),
  });
}

/** Frees what a hold has put aside, once. */
export async function releaseHold(
  scope: Scope,
  holdId: string,
  { key }: { key: string },
): Promise<PointsEntry> {
  requirePermission(scope, 'timebank:write');
  requireOfNoList((await storedHold(scope, holdId)).hold);
  return release(scope, holdId, key);
}

/**
 * Releases every hold that has run out, for a job. May be told of the same hold twice, or of one that was captured
 * meanwhile: its id follows from the hold's, and the hold itself is closed once. Answers how many it released.
 */
export async function releaseRunOutHolds(scope: Scope): Promise<number> {
  requirePermission(scope, 'timebank:write');
  const { tenantId, table, now } = scope;
  const due = OpenHolds.query.byEnd({ tenantId }).lte({ holdUntil: now });
  let released = 0;
  for await (const { id } of table.each(OpenHolds, due)) {
    try {
      await release(scope, id, `run out ${id}`);
      released++;
    } catch (error) {
      if (!(error instanceof LinliError) || error.reason !== 'holdClosed') throw error;
    }
  }
  return released;
}

async function release(scope: Scope, holdId: string, key: string): Promise<PointsEntry> {
  const { held, hold } = await storedHold(scope, holdId);
  const postings = [{ ...held, amount: -held.amount }, freeAgain(held, held.amount)];
  return postEntry(
    scope,
    { key, asked: { release: holdId } },
    { kind: 'release', reason: hold.reason, postings, closes: holdId },
    { beside: closing(scope, hold, key) },
  );
}

/** The hold, and its posting to what is put aside. */
type StoredHold = Awaited<ReturnType<typeof storedEntry>>;

async function storedHold(scope: Scope, holdId: string): Promise<{ hold: StoredHold; held: PointsPosting }> {
  const hold = await storedEntry(scope, holdId);
  const held = (hold.postings as PointsPosting[]).find(({ part }) => part === 'held');
  // What was ordered is handed over or given up as an order: its goods go the same way as its points.
  if (hold.kind !== 'hold' || held === undefined || hold.goods !== undefined)
    throw new LinliError('invalid', 'notAHold', { field: 'id' });
  return { hold, held };
}

/** What is put aside for a list is decided on there, by those who sign for it. */
function requireOfNoList({ listId }: StoredHold): void {
  if (listId !== undefined) throw new LinliError('conflict', 'holdOfList', { field: 'id' });
}

export const freeAgain = ({ part: _, ...posting }: PointsPosting, amount: number): PointsPosting => ({
  ...posting,
  amount,
});

/** Closes the hold, once; with `before` only one that has not run out by then. */
export function closing(scope: Scope, hold: StoredHold, key: string, before?: Instant): Write[] {
  const { id, holdUntil = '' } = hold;
  const { tenantId } = scope;
  const closed = PointsEntries.patch({ tenantId, id })
    .set({ closedBy: entryIdOf(scope, key) })
    .where((entry, { notExists, gt }) =>
      [notExists(entry.closedBy), ...(before === undefined ? [] : [gt(entry.holdUntil, before)])].join(
        ' AND ',
      ),
    );
  const refusal = new LinliError('conflict', 'holdClosed');
  return [write(closed, refusal), write(OpenHolds.remove({ tenantId, holdUntil, id }), refusal)];
}
