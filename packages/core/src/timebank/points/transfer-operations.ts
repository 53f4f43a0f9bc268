import { z } from 'zod';
import {
  LinliError,
  parse,
  plainDateOf,
  requireCourtyards,
  requireOther,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import type { Write } from '../../table/index.ts';
import type { Owner } from '../movement.ts';
import { grantingOn, periodOf } from '../rules/quota.ts';
import { countTowards } from '../rules/quota-operations.ts';
import type { PointsRule } from '../rules/rule.ts';
import { ruleOfToday } from '../rules/rule-operations.ts';
import { type Giving, quotasToGive, refusalToGive } from '../rules/spending.ts';
import type { PointsEntry, PointsPosting } from './entry.ts';
import { type Asked, type Company, postEntry, postedOrRefused } from './entry-operations.ts';
import { type Holder, HolderId, postingOf } from './holder.ts';
import { findHolders } from './holder-operations.ts';
import { Points, Reason } from './points-input.ts';

export const TransferInput = z.object({
  kind: z.enum(['transfer', 'gift']).default('transfer'),
  from: HolderId,
  to: HolderId,
  points: Points,
  reason: Reason,
});

/**
 * Moves points from one account to another. Six write units and one for the journal, and two more where the rule in force
 * limits what a person passes on in a day; two round trips, one of them the commit.
 */
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
  const [[from, to], rule] = await Promise.all([
    findHolders(scope, within, [asked.from, asked.to]) as Promise<[Holder, Holder]>,
    ruleOfToday(scope),
  ]);
  requireOther(scope, from.personId, to.personId);
  const { kind, reason, points } = asked;
  const givings = [{ holder: from, points, field: 'points' }];
  const refusal = refusalToGive(rule, kind, givings);
  if (refusal !== undefined) return postedOrRefused(scope, request, refusal);
  const postings = [postingOf(from, -points), postingOf(to, points)];
  // What is put right was counted when it was posted.
  const counted = corrects === undefined ? givenToday(scope, rule, givings) : [];
  const draft = {
    kind,
    reason,
    postings,
    ...countedToday(scope, counted),
    ...(corrects === undefined ? {} : { corrects }),
  };
  const beside = [...(company.beside ?? []), ...counted];
  return postEntry(scope, request, draft, { ...company, beside, owners: ownersOf([to]) });
}

export const IssueInput = z.object({ to: HolderId, points: Points, reason: Reason });

/**
 * Puts points on an account out of the community's own hand: what a sponsor has promised goods or services for. Throws
 * `limit_exceeded` beyond what the rule in force says is promised for the year.
 */
export async function issuePoints(
  scope: Scope,
  input: z.input<typeof IssueInput> & { key: string },
): Promise<PointsEntry> {
  requirePermission(scope, 'timebank:write');
  const asked = parse(IssueInput, input);
  const [[to], rule] = await Promise.all([
    findHolders(scope, 'all', [asked.to]) as Promise<[Holder]>,
    ruleOfToday(scope),
  ]);
  requireOther(scope, to.personId);
  const { points, reason } = asked;
  const postings = [{ account: 'issuance', amount: -points }, postingOf(to, points)];
  const promised = promisedBeside(scope, rule, points, 'points');
  return postEntry(
    scope,
    { key: input.key, asked: { issue: asked } },
    { kind: 'issue', reason, postings, ...(promised === undefined ? {} : { countedIn: [promised.period] }) },
    { owners: ownersOf([to]), beside: promised?.beside ?? [] },
  );
}

/** Counts what comes out of the community's own hand towards what is promised for the year, where the rule says how much. */
export function promisedBeside(
  scope: Scope,
  rule: PointsRule | undefined,
  points: number,
  field: string,
): { period: string; beside: Write[] } | undefined {
  const promised = rule && grantingOn(rule, plainDateOf(scope.now));
  if (promised === undefined) return undefined;
  const { most: max, period } = promised;
  const refusal = new LinliError('limit_exceeded', 'grantBeyondPromise', { field, params: { max } });
  return { period, beside: [countTowards(scope, promised, points, refusal)] };
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
  const [[one, ...many], rule] = await Promise.all([
    findHolders(scope, within, ids) as Promise<[Holder, ...Holder[]]>,
    ruleOfToday(scope),
  ]);
  requireOther(scope, one.personId, ...many.map(({ personId }) => personId));
  const sign = asked.direction === 'toMany' ? 1 : -1;
  const total = asked.shares.reduce((sum, { points }) => sum + points, 0);
  const postings: PointsPosting[] = [
    postingOf(one, -sign * total),
    ...many.map((holder, i) => postingOf(holder, sign * (asked.shares[i]?.points ?? 0))),
  ];
  const { kind, reason } = asked;
  const givings = sign > 0 ? [{ holder: one, points: total, field: 'shares' }] : many.map(givingOf(asked));
  const request = { key: input.key, asked };
  const beside = givenToday(scope, rule, givings);
  const refusal = refusalToGive(rule, kind, givings) ?? refusalOfSize(many.length, beside.length);
  if (refusal !== undefined) return postedOrRefused(scope, request, refusal);
  const owners = ownersOf(sign > 0 ? many : [one]);
  const draft = { kind, reason, postings, ...countedToday(scope, beside) };
  return postEntry(scope, request, draft, { owners, beside });
}

const givingOf =
  ({ shares }: z.output<typeof BatchInput>) =>
  (holder: Holder, i: number): Giving => ({
    holder,
    points: shares[i]?.points ?? 0,
    field: `shares.${i}.points`,
  });

/** What is counted takes its place in the commit: a list that fits without may be too long with it. */
function refusalOfSize(shares: number, counted: number): LinliError | undefined {
  const max = counted <= 1 ? BATCH_LIMIT - counted : Math.floor(BATCH_LIMIT / 2);
  return shares + counted <= BATCH_LIMIT
    ? undefined
    : new LinliError('invalid', 'fieldTooMany', { field: 'shares', params: { max } });
}

/** Counts what persons give towards what they can give in a day, where the rule limits it. */
export const givenToday = (scope: Scope, rule: PointsRule | undefined, givings: readonly Giving[]): Write[] =>
  quotasToGive(rule, givings, plainDateOf(scope.now)).map(({ quota, points, field }) =>
    countTowards(
      scope,
      quota,
      points,
      new LinliError('limit_exceeded', 'transferDayFull', { field, params: { max: quota.most } }),
    ),
  );

/** That it was counted, and for which day: so that a recount knows. */
const countedToday = ({ now }: Scope, counted: readonly Write[]): Pick<PointsEntry, 'countedIn'> =>
  counted.length === 0 ? {} : { countedIn: [periodOf(plainDateOf(now))] };

/** For accounts that may be posted to for the first time: those that gain. */
export const ownersOf = (holders: readonly Holder[]): Map<string, Owner> =>
  new Map(holders.map(({ accountId, ownerId, ownerKind }) => [accountId, { ownerId, ownerKind }]));
