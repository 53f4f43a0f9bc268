import { LinliError } from '../kernel/index.ts';
import { type Write, write } from '../table/index.ts';
import { Accounts } from './entities.ts';
import type { Movement, Owner } from './movement.ts';

type Options = {
  /** For an account that may not have moved before; without an owner it must be there. */
  owner?: Owner | undefined;
  /** Of an import: what it adds to an account it adds once. */
  importId?: string;
  /** How often it had moved when it was read: it must not have moved since. */
  lineCount?: number;
  refusal?: LinliError;
};

/**
 * The only way in which an account moves: the numbers, the number of the passbook's next line and what that line says, in
 * one write that belongs to the commit of whatever moved it. It adds and never sets, so any number of movements meet
 * without reading; what would fall below zero is refused in the write itself.
 */
export function moveAccount(
  tenantId: string,
  accountId: string,
  movement: Movement,
  { owner, importId, lineCount, refusal = new LinliError('limit_exceeded', 'balanceTooLow') }: Options = {},
): Write {
  const { points, held, minutes } = movement;
  const sums = { pointsBalance: points, pointsHeld: held, minutesServed: minutes, lineCount: 1 };
  const last = Object.fromEntries(Object.entries(movement).filter(([, value]) => value !== undefined));
  const said = importId === undefined ? { last } : { last, lastImportId: importId };
  const key = { tenantId, id: accountId };
  const add =
    owner === undefined
      ? Accounts.patch(key).add(sums).set(said)
      : Accounts.upsert({ ...key, ...owner, ...said }).add(sums);
  if (points >= 0 && held >= 0 && importId === undefined && lineCount === undefined)
    return write(add, refusal);
  const guarded = add.where((account, { eq, gte, notExists, ne }) =>
    [
      ...(points < 0 ? [gte(account.pointsBalance, -points)] : []),
      ...(held < 0 ? [gte(account.pointsHeld, -held)] : []),
      ...(lineCount === undefined ? [] : [eq(account.lineCount, lineCount)]),
      ...(importId === undefined
        ? []
        : [`(${notExists(account.lastImportId)} OR ${ne(account.lastImportId, importId)})`]),
    ].join(' AND '),
  );
  return write(guarded, refusal);
}
