import { LinliError, plainDateOf, type Scope } from '../kernel/index.ts';
import { moveAccount } from './account-move.ts';
import { Accounts } from './entities.ts';
import { postedTo } from './posting.ts';
import type { ServiceRecord } from './service-record.ts';

/** What an import adds to one member's account: the sum over its records, added once. */
export type AccountSum = { accountId: string; volunteerId: string; points: number; minutes: number };

export type AccountSums = Map<string, AccountSum>;

export function addToSums(sums: AccountSums, record: ServiceRecord): void {
  const { accountId, volunteerId } = record;
  const sum = sums.get(accountId) ?? { accountId, volunteerId, points: 0, minutes: 0 };
  const posted = postedTo(accountId, [record]);
  sum.points += posted.points;
  sum.minutes += posted.minutes;
  sums.set(accountId, sum);
}

/**
 * Adds an import's sum to an account. The records carry their own postings; this brings the guarded balance up to them
 * at one write an account instead of one a record, and one line of the passbook. The import's mark in the condition makes
 * a repeat change nothing.
 */
export async function postImportSum(
  { table, tenantId, now }: Scope,
  importId: string,
  { accountId, volunteerId, points, minutes }: AccountSum,
): Promise<void> {
  const alreadyPosted = new LinliError('conflict', 'alreadyChanged');
  const movement = {
    ...{ sourceId: importId, kind: 'import' as const, on: plainDateOf(now), at: now },
    ...{ points, held: 0, minutes },
  };
  const owner = { ownerId: volunteerId, ownerKind: 'member' as const };
  try {
    await table.commit([
      moveAccount(tenantId, accountId, movement, { owner, importId, refusal: alreadyPosted }),
    ]);
  } catch (error) {
    if (error !== alreadyPosted) throw error;
    const account = await table.get(Accounts, Accounts.get({ tenantId, id: accountId }), {
      consistent: true,
    });
    if (account?.lastImportId !== importId) throw new LinliError('limit_exceeded', 'balanceTooLow');
  }
}
