import { type PageRequest, plainDateOf, requireCourtyards, type Scope } from '../../kernel/index.ts';
import { type StreamEvent, type Table, view, viewPage } from '../../table/index.ts';
import { Account, emptyAccount, expiringOn } from '../account.ts';
import { Accounts, PassbookLines } from '../entities.ts';
import type { Holder } from './holder.ts';
import { findHolders } from './holder-operations.ts';
import { lineOf, linesOf, PassbookLine, type Statement } from './passbook.ts';

/**
 * A page of somebody's passbook, however long it is: the holder, then the account and the lines side by side. Two round
 * trips, and as many read units at a hundred lines as at a hundred thousand.
 */
export async function getStatement(
  scope: Scope,
  holderId: string,
  request: PageRequest & { order?: 'asc' | 'desc' } = {},
): Promise<Statement> {
  const within = requireCourtyards(scope, 'timebank:read');
  const { tenantId, table } = scope;
  const [{ accountId, ownerKind, name }] = (await findHolders(scope, within, [holderId])) as [Holder];
  const ofAccount = PassbookLines.query.byId({ tenantId }).begins({ id: linesOf(accountId) });
  const [stored, page] = await Promise.all([
    table.get(Accounts, Accounts.get({ tenantId, id: accountId }), { consistent: true }),
    table.page(PassbookLines, ofAccount, { order: 'desc', ...request }),
  ]);
  const account =
    stored === undefined
      ? emptyAccount({ id: accountId, ownerId: holderId, ownerKind })
      : shownOn(view(Account, stored), plainDateOf(scope.now));
  const { items, next } = viewPage(PassbookLine, page);
  const isFirst = request.cursor === undefined && request.order !== 'asc';
  const unprinted = isFirst ? Math.max(0, account.lineCount - (items[0]?.line ?? 0)) : 0;
  return {
    holder: { id: holderId, name },
    account,
    items,
    unprinted,
    ...(next === undefined ? {} : { next }),
  };
}

const shownOn = (account: Account, today: string): Account => ({
  ...account,
  expiring: expiringOn(account, today),
});

/**
 * Prints the lines of every account that moved in a batch of the stream. A line follows from the account alone, number
 * and all: the same batch again, or batches in another order, print the same lines.
 */
export async function printPassbooks(
  tableOf: (tenantId: string) => Table,
  events: readonly StreamEvent[],
): Promise<void> {
  const moved = events.flatMap(({ newImage, oldImage }) =>
    newImage?.['__edb_e__'] === 'account' && newImage['lineCount'] !== oldImage?.['lineCount']
      ? [newImage]
      : [],
  );
  const byTenant = Map.groupBy(moved, ({ tenantId }) => String(tenantId));
  for (const [tenantId, accounts] of byTenant) {
    const lines = accounts.flatMap((account) => {
      const line = lineOf(account);
      return line === undefined ? [] : [PassbookLines.create({ tenantId, ...line })];
    });
    await tableOf(tenantId).insertMany(lines);
  }
}
