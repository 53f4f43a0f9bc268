import { z } from 'zod';
import { requirePermission, type Scope } from '../kernel/index.ts';
import {
  type Balances,
  type Counters,
  readCounterName,
  recountBalances,
  recountCounters,
  storedBalances,
  storedCounters,
} from './recount.ts';

/** One counter and what its rows add up to. `period` is `all`, `undated`, or a month; a day is part of the metric (`residents@12`). */
export const VerifiedCounter = z.object({
  scope: z.string(),
  period: z.string(),
  metric: z.string(),
  counter: z.number(),
  recount: z.number(),
  matches: z.boolean(),
});
export type VerifiedCounter = z.infer<typeof VerifiedCounter>;

/** One account's balance in one book, and the sum of the records posted to it. */
export const VerifiedBalance = z.object({
  accountId: z.string(),
  balance: z.enum(['pointsBalance', 'minutesServed']),
  stored: z.number(),
  recount: z.number(),
  matches: z.boolean(),
});
export type VerifiedBalance = z.infer<typeof VerifiedBalance>;

/**
 * Everything was compared; shown are all lifetime totals, and of the months and the accounts those that do not match.
 * `compared` says how many of each there were.
 */
export const Verification = z.object({
  matches: z.boolean(),
  compared: z.object({ counters: z.number().int(), balances: z.number().int() }),
  counters: z.array(VerifiedCounter),
  balances: z.array(VerifiedBalance),
});
export type Verification = z.infer<typeof Verification>;

/**
 * Recounts every counter and every account from the rows. Reads the whole community: for operators, never for a page.
 * A record posted while it runs may show as a difference; run it again when the stream is at rest.
 */
export async function verify(scope: Scope): Promise<Verification> {
  requirePermission(scope, 'reporting:read');
  const { table } = scope;
  const counters = compareCounters(await storedCounters(table), await recountCounters(table));
  const balances = compareBalances(await storedBalances(table), await recountBalances(table));
  return {
    matches: [...counters, ...balances].every(({ matches }) => matches),
    compared: { counters: counters.length, balances: balances.length },
    counters: counters.filter(({ period, matches }) => period === 'all' || !matches),
    balances: balances.filter(({ matches }) => !matches),
  };
}

function compareCounters(stored: Counters, recounted: Counters): VerifiedCounter[] {
  const names = [...new Set([...stored.keys(), ...recounted.keys()])].sort();
  return names.map((name) => {
    const counter = stored.get(name) ?? 0;
    const recount = recounted.get(name) ?? 0;
    return { ...readCounterName(name), counter, recount, matches: counter === recount };
  });
}

function compareBalances(
  stored: ReadonlyMap<string, Balances>,
  recounted: ReadonlyMap<string, Balances>,
): VerifiedBalance[] {
  const accountIds = [...new Set([...stored.keys(), ...recounted.keys()])].sort();
  return accountIds.flatMap((accountId) =>
    (['pointsBalance', 'minutesServed'] as const).map((balance) => {
      const held = stored.get(accountId)?.[balance] ?? 0;
      const recount = recounted.get(accountId)?.[balance] ?? 0;
      return { accountId, balance, stored: held, recount, matches: held === recount };
    }),
  );
}
