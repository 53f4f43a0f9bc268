import { LinliError } from '../kernel/index.ts';
import { type Table, write } from '../table/index.ts';
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
 * at one write an account instead of one a record. The import's mark in the condition makes a repeat change nothing.
 */
export async function postImportSum(
  table: Table,
  tenantId: string,
  mark: string,
  sum: AccountSum,
): Promise<void> {
  const alreadyPosted = new LinliError('conflict', 'alreadyChanged');
  const add = Accounts.upsert({
    tenantId,
    id: sum.accountId,
    ownerId: sum.volunteerId,
    ownerKind: 'member',
    lastImportId: mark,
  })
    .add({ pointsBalance: sum.points, minutesServed: sum.minutes })
    .where((account, { notExists, ne, gte }) => {
      const once = `(${notExists(account.lastImportId)} OR ${ne(account.lastImportId, mark)})`;
      return sum.points < 0 ? `${once} AND ${gte(account.pointsBalance, -sum.points)}` : once;
    });
  try {
    await table.commit([write(add, alreadyPosted)]);
  } catch (error) {
    if (error !== alreadyPosted) throw error;
    const account = await table.get(Accounts, Accounts.get({ tenantId, id: sum.accountId }), {
      consistent: true,
    });
    if (account?.lastImportId !== mark) throw new LinliError('limit_exceeded', 'balanceTooLow');
  }
}
