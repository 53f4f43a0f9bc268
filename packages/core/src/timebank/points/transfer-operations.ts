import { z } from 'zod';
import {
  LinliError,
  parse,
  requireCourtyards,
  requireOther,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import type { Owner } from '../movement.ts';
import type { PointsEntry, PointsPosting } from './entry.ts';
import { type Asked, type Company, postEntry } from './entry-operations.ts';
import { type Holder, HolderId, postingOf } from './holder.ts';
import { findHolders } from './holder-operations.ts';

/** Points of one posting: more than any community issues in a year would be a slip of the finger. */
export const Points = z.number().int().min(1).max(1_000_000);
export const Reason = z.string().trim().min(2).max(120);

export const TransferInput = z.object({
  kind: z.enum(['transfer', 'gift']).default('transfer'),
  from: HolderId,
  to: HolderId,
  points: Points,
  reason: Reason,
});

/** Moves points from one account to another. Six write units and one for the journal; two round trips, one of them the commit. */
export function transferPoints(
  scope: Scope,
  input: z.input<typeof TransferInput> & { key: string },
): Promise<PointsEntry> {
  const asked = parse(TransferInput, input);
  return postTransfer(scope, { key: input.key, asked }, asked);
}

/** The same under any request, as when it puts another entry right. */
export async function postTransfer(
  scope: Scope,
  request: Asked,
  asked: z.output<typeof TransferInput>,
  { corrects, ...company }: Omit<Company, 'owners'> & { corrects?: string } = {},
): Promise<PointsEntry> {
  const within = requireCourtyards(scope, 'timebank:write');
  if (asked.from === asked.to) throw new LinliError('invalid', 'sameAccount', { field: 'to' });
  const [from, to] = (await findHolders(scope, within, [asked.from, asked.to])) as [Holder, Holder];
  requireOther(scope, from.personId, to.personId);
  const { kind, reason, points } = asked;
  const postings = [postingOf(from, -points), postingOf(to, points)];
  const draft = { kind, reason, postings, ...(corrects === undefined ? {} : { corrects }) };
  return postEntry(scope, request, draft, { ...company, owners: ownersOf([to]) });
}

export const IssueInput = z.object({ to: HolderId, points: Points, reason: Reason });

/** Puts points on an account out of the community's own hand: what a sponsor has promised goods or services for. */
export async function issuePoints(
  scope: Scope,
  input: z.input<typeof IssueInput> & { key: string },
): Promise<PointsEntry> {
  requirePermission(scope, 'timebank:write');
  const asked = parse(IssueInput, input);
  const [to] = (await findHolders(scope, 'all', [asked.to])) as [Holder];
  requireOther(scope, to.personId);
  const { points, reason } = asked;
  const postings = [{ account: 'issuance', amount: -points }, postingOf(to, points)];
  return postEntry(
    scope,
    { key: input.key, asked: { issue: asked } },
    { kind: 'issue', reason, postings },
    { owners: ownersOf([to]) },
  );
}

/** A transaction holds a hundred writes: the entry, the one account, and these. */
export const BATCH_LIMIT = 98;

const Share = z.object({ holder: HolderId, points: Points });

export const BatchInput = z.object({
  kind: z.enum(['transfer', 'gift']).default('gift'),
  /** `toMany`: from the one account to each of the list; `fromMany`: the other way. */
  direction: z.enum(['toMany', 'fromMany']),
  holder: HolderId,
  shares: z.array(Share).min(1).max(BATCH_LIMIT),
  reason: Reason,
});

/**
 * Moves points between one account and many, all or none, in one entry: an enterprise's gift to a group, a collection for
 * a neighbour. Throws `invalid` for an account that is named twice, beside its row.
 */
export async function postBatch(
  scope: Scope,
  input: z.input<typeof BatchInput> & { key: string },
): Promise<PointsEntry> {
  const within = requireCourtyards(scope, 'timebank:write');
  const asked = parse(BatchInput, input);
  const ids = [asked.holder, ...asked.shares.map(({ holder }) => holder)];
  const twice = ids.findIndex((id, i) => ids.indexOf(id) < i);
  if (twice > 0) throw new LinliError('invalid', 'accountTwice', { field: `shares.${twice - 1}.holder` });
  const [one, ...many] = (await findHolders(scope, within, ids)) as [Holder, ...Holder[]];
  requireOther(scope, one.personId, ...many.map(({ personId }) => personId));
  const sign = asked.direction === 'toMany' ? 1 : -1;
  const total = asked.shares.reduce((sum, { points }) => sum + points, 0);
  const postings: PointsPosting[] = [
    postingOf(one, -sign * total),
    ...many.map((holder, i) => postingOf(holder, sign * (asked.shares[i]?.points ?? 0))),
  ];
  const { kind, reason } = asked;
  const owners = ownersOf(sign > 0 ? many : [one]);
  return postEntry(scope, { key: input.key, asked }, { kind, reason, postings }, { owners });
}

/** For accounts that may be posted to for the first time: those that gain. */
export const ownersOf = (holders: readonly Holder[]): Map<string, Owner> =>
  new Map(holders.map(({ accountId, ownerId, ownerKind }) => [accountId, { ownerId, ownerKind }]));
