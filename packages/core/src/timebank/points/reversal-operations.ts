import { z } from 'zod';
import { LinliError, parse, plainDateOf, requirePermission, type Scope } from '../../kernel/index.ts';
import { type Write, write } from '../../table/index.ts';
import { countsBack } from '../catalogue/count-operations.ts';
import { PointsEntries } from '../entities.ts';
import { freeQuotas } from '../rules/quota-operations.ts';
import { occasionOf, type PointsEntry, type PointsPosting } from './entry.ts';
import { alreadyReversed, entryIdOf, postEntry, storedEntry } from './entry-operations.ts';
import { goodsBack } from './goods.ts';
import { takenBack } from './holder.ts';
import { Reason } from './points-input.ts';
import { stockWrites } from './stock-operations.ts';
import { postTransfer, TransferInput } from './transfer-operations.ts';

export const ReverseEntryInput = z.object({ reason: Reason });

/**
 * Takes an entry back, once, with a reason: everybody gets back what they gave, and
 * goods go back to their stock, and what was counted against a limit is free again. Refused when what somebody gained has been
 * spent (`limit_exceeded`), for a reversal, and for a hold or a release: a hold that was wrong is released.
 */
export async function reverseEntry(
  scope: Scope,
  entryId: string,
  input: z.input<typeof ReverseEntryInput>,
): Promise<PointsEntry> {
  requirePermission(scope, 'timebank:write');
  const { reason } = parse(ReverseEntryInput, input);
  const { reversal: taken, beside } = await reversalFor(scope, entryId, reason);
  const { id: _, ...reversal } = taken;
  return postEntry(scope, { key: reversalKeyOf(entryId), asked: { reverse: entryId, reason } }, reversal, {
    beside: [...beside, ...stockWrites(scope, reversal.goods ?? [])],
  }).catch((error: unknown) => {
    // A reversal is there already: somebody took it back for another reason, or put it right.
    throw error instanceof LinliError && error.reason === 'keyReused' ? alreadyReversed() : error;
  });
}

const REVERSIBLE: ReadonlySet<string> = new Set([
  'issue',
  'transfer',
  'gift',
  'capture',
  'redemption',
  'expiry',
]);

function reversing(scope: Scope, id: string, reversedBy: string): Write {
  const marked = PointsEntries.patch({ tenantId: scope.tenantId, id })
    .set({ reversedBy })
    .where((entry, { notExists }) => notExists(entry.reversedBy));
  return write(marked, alreadyReversed());
}

/** One posting an account: of a capture both what was held and what came free go back to the same. */
function merged(postings: readonly PointsPosting[]): PointsPosting[] {
  const sums = new Map<string, PointsPosting>();
  for (const posting of postings) {
    const amount = (sums.get(posting.account)?.amount ?? 0) + posting.amount;
    sums.set(posting.account, { ...posting, amount });
  }
  return [...sums.values()].filter(({ amount }) => amount !== 0);
}

/** A transfer that was wrong, said again: to whom and how much, and why. */
export const CorrectEntryInput = TransferInput.extend({ because: Reason });

/**
 * Puts an entry right: takes it back and posts the right transfer in its place, linked to it, both or neither. An account
 * that both move is moved once, by the difference.
 */
export async function correctEntry(
  scope: Scope,
  entryId: string,
  input: z.input<typeof CorrectEntryInput> & { key: string },
): Promise<PointsEntry> {
  requirePermission(scope, 'timebank:write');
  const { because, ...transfer } = parse(CorrectEntryInput, input);
  const { reversal: undone, beside } = await reversalFor(scope, entryId, because);
  if (undone.goods !== undefined) throw new LinliError('invalid', 'redemptionNotCorrected', { field: 'id' });
  return postTransfer(
    scope,
    { key: input.key, asked: { correct: entryId, because, ...transfer } },
    transfer,
    { corrects: entryId, undone, beside },
  );
}

/** The entry that takes another back, before it is posted; beside it the mark on the other, and what that had used up. */
async function reversalFor(
  scope: Scope,
  entryId: string,
  reason: string,
): Promise<{ reversal: PointsEntry; beside: Write[] }> {
  const entry = await storedEntry(scope, entryId);
  if (!REVERSIBLE.has(entry.kind)) throw new LinliError('invalid', 'notReversible', { field: 'id' });
  const postings = entry.postings as PointsPosting[];
  const granted = postings.find(({ account }) => account === 'issuance')?.amount ?? 0;
  const reversal: PointsEntry = {
    id: entryIdOf(scope, reversalKeyOf(entryId)),
    kind: 'reversal',
    on: plainDateOf(scope.now),
    postings: merged(takenBack(postings)),
    reason,
    reverses: entryId,
    ...(entry.goods === undefined ? {} : { goods: goodsBack(entry.goods) }),
  };
  const freed = freeQuotas(scope, {
    accountId: 'issuance',
    use: 'given',
    periods: granted === 0 ? [] : (entry.countedIn as string[] | undefined),
    points: 0 - granted,
  });
  const counts = countsBack(scope, entry.goods ?? [], occasionOf(entry));
  return { reversal, beside: [reversing(scope, entryId, reversal.id), ...freed, ...counts] };
}

const reversalKeyOf = (entryId: string) => `reversal ${entryId}`;
