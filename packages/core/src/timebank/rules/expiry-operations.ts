import type { EntityItem } from 'electrodb';
import {
  LinliError,
  type PlainDate,
  plainDateOf,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import { write } from '../../table/index.ts';
import { Accounts, PassbookLines, Volunteers } from '../entities.ts';
import { postEntry } from '../points/entry-operations.ts';
import { linesOf } from '../points/passbook.ts';
import { ExpiryRuns } from './entities.ts';
import { type Expiry, expiryAhead, expiryDue, leftOfBefore } from './expiry.ts';
import { storedRules } from './rule-operations.ts';

type StoredAccount = EntityItem<typeof Accounts>;

/** What one account came to: done, or not yet, for the next round. */
type Outcome = 'expired' | 'nothing' | 'later';

/**
 * Lets points run out whose day is over, and gives notice of those that will, for a job. One query where no rule lets
 * points run out, two where nothing is due. Safe to repeat and to overlap: an account's entry follows from the day of the
 * expiry, so that it is taken from once. Answers how many accounts lost points.
 */
export async function expirePoints(scope: Scope): Promise<number> {
  requirePermission(scope, 'timebank:write');
  const rules = await storedRules(scope);
  const today = plainDateOf(scope.now);
  const [due, ahead] = [expiryDue(rules, today), expiryAhead(rules, today)];
  let expired = 0;
  if (due !== undefined)
    await once(scope, `${due.on}.expired`, async (account) => {
      const outcome = await expire(scope, due, account);
      if (outcome === 'expired') expired++;
      return outcome;
    });
  if (ahead !== undefined)
    await once(scope, `${ahead.on}.noticed`, (account) => notice(scope, ahead, account));
  return expired;
}

/** Goes through every volunteer's account that holds points, and says so when all of them are done. */
async function once(
  { table, tenantId, now }: Scope,
  id: string,
  each: (account: StoredAccount) => Promise<Outcome>,
): Promise<void> {
  const done = await table.get(ExpiryRuns, ExpiryRuns.get({ tenantId, id }), { consistent: true });
  if (done !== undefined) return;
  let left = 0;
  const all = Accounts.query.byId({ tenantId });
  for await (const account of table.each(Accounts, all, { consistent: true })) {
    if (account.ownerKind !== 'member' || account.pointsBalance <= 0) continue;
    if ((await each(account)) === 'later') left++;
  }
  if (left > 0) return;
  const again = new LinliError('conflict', 'alreadyChanged');
  try {
    await table.commit([write(ExpiryRuns.create({ tenantId, id, doneAt: now }), again)]);
  } catch (error) {
    // Another round went through them at the same time.
    if (error !== again) throw error;
  }
}

async function expire(scope: Scope, { gainedUntil, on }: Expiry, account: StoredAccount): Promise<Outcome> {
  const { table, tenantId } = scope;
  const points = await leftOf(scope, account, gainedUntil);
  if (points === undefined) return 'later';
  if (points === 0) return 'nothing';
  const { id, ownerId, lineCount } = account;
  const owner = await table.get(Volunteers, Volunteers.get({ tenantId, id: ownerId }));
  const moved = new LinliError('conflict', 'alreadyChanged');
  try {
    await postEntry(
      scope,
      { key: `expiry ${on} ${id}`, asked: { expire: on, account: id } },
      {
        kind: 'expiry',
        reason: `${gainedUntil.slice(0, 4)} 年底以前的积分到期`,
        postings: [
          { account: id, amount: 0 - points, name: owner?.name },
          { account: 'expiry', amount: points },
        ],
      },
      { unmoved: new Map([[id, { lineCount, refusal: moved }]]) },
    );
    return 'expired';
  } catch (error) {
    // What is left is reckoned of what the account was: somebody moved it meanwhile.
    if (error !== moved) throw error;
    return 'later';
  }
}

async function notice(scope: Scope, { gainedUntil, on }: Expiry, account: StoredAccount): Promise<Outcome> {
  const points = await leftOf(scope, account, gainedUntil);
  if (points === undefined) return 'later';
  if (points === 0) return 'nothing';
  const { tenantId, table } = scope;
  const said = Accounts.patch({ tenantId, id: account.id }).set({ expiring: { on, points } });
  await table.commit([write(said, new LinliError('conflict', 'alreadyChanged'))]);
  return 'nothing';
}

/** What is left of what was gained until a day; undefined while the stream has not printed the account's last line. */
async function leftOf(
  scope: Scope,
  account: StoredAccount,
  gainedUntil: PlainDate,
): Promise<number | undefined> {
  const since: { points: number; held: number }[] = [];
  let newest: number | undefined;
  for await (const line of newestFirst(scope, account.id)) {
    newest ??= line.line;
    if (plainDateOf(line.at) <= gainedUntil) break;
    since.push(line);
  }
  return newest === account.lineCount ? leftOfBefore(account, since) : undefined;
}

async function* newestFirst({ table, tenantId }: Scope, accountId: string) {
  const lines = PassbookLines.query.byId({ tenantId }).begins({ id: linesOf(accountId) });
  let cursor: string | undefined;
  do {
    const page = await table.page(PassbookLines, lines, { order: 'desc', limit: 100, cursor });
    yield* page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}
