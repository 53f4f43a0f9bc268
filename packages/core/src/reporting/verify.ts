import { z } from 'zod';
import { requirePermission, type Scope } from '../kernel/index.ts';
import { misstatedBalances } from '../renewal/index.ts';
import {
  type Balances,
  type Counters,
  isQuotaOf,
  placeOfCounter,
  type Recount,
  recount,
  storedBalances,
  storedCounters,
  storedQuotas,
} from './recount.ts';

/** One counter and what its rows add up to. `period` is `all`, `undated`, a month, `among#` and a month for its categories, or `article#` and a month for an item's goods; a day or a category is part of the metric. */
export const VerifiedCounter = z.object({
  scope: z.string(),
  period: z.string(),
  metric: z.string(),
  counter: z.number(),
  recount: z.number(),
  matches: z.boolean(),
});
export type VerifiedCounter = z.infer<typeof VerifiedCounter>;

const BALANCES = ['pointsBalance', 'pointsHeld', 'minutesServed'] as const;

/**
 * One account's balance in one book, and the sum of the records posted to it; or with `quotaUsed` how much of a cap is used,
 * and the sum of what was counted towards it: `accountId` is then the quota's, `<account>.<use>.<day or year>`.
 */
export const VerifiedBalance = z.object({
  accountId: z.string(),
  balance: z.enum([...BALANCES, 'quotaUsed']),
  stored: z.number(),
  recount: z.number(),
  matches: z.boolean(),
});
export type VerifiedBalance = z.infer<typeof VerifiedBalance>;

/** One line of a courtyard's fund: the balance its ledger states after it, and what the lines so far add up to, in fen. */
export const VerifiedFundLine = z.object({
  courtyardId: z.string(),
  entryId: z.string(),
  enteredOn: z.string(),
  summary: z.string(),
  stated: z.number(),
  recount: z.number(),
  matches: z.boolean(),
});
export type VerifiedFundLine = z.infer<typeof VerifiedFundLine>;

/**
 * Everything was compared, `compared` says how many of each there were. Of the counters all are shown, or without `all`
 * the lifetime totals and those that do not match; of the accounts and the funds those that do not match.
 */
export const Verification = z.object({
  matches: z.boolean(),
  compared: z.object({
    counters: z.number().int(),
    balances: z.number().int(),
    fundLines: z.number().int(),
  }),
  counters: z.array(VerifiedCounter),
  balances: z.array(VerifiedBalance),
  fundLines: z.array(VerifiedFundLine),
});
export type Verification = z.infer<typeof Verification>;

/**
 * Recounts every counter, every account and every fund from the rows. Reads the whole community, each record once: for
 * operators, never for a page. A record posted while it runs may show as a difference; run it again when the stream is
 * at rest.
 */
export async function verify(scope: Scope, { all = false }: { all?: boolean } = {}): Promise<Verification> {
  requirePermission(scope, 'reporting:read');
  const { table } = scope;
  const stored = { counters: await storedCounters(table), balances: await storedBalances(table) };
  const quotas = await storedQuotas(table);
  const recounted = await recount(table);
  const counters = compareCounters(stored.counters, recounted.counters);
  const balances = [
    ...compareBalances(stored.balances, recounted.balances),
    ...compareQuotas(quotas, recounted.quotas),
  ];
  const fundLines = misstatedLines(recounted.fundLines);
  const differing = balances.filter(({ matches }) => !matches);
  return {
    matches: counters.every(({ matches }) => matches) && differing.length === 0 && fundLines.length === 0,
    compared: {
      counters: counters.length,
      balances: balances.length,
      fundLines: [...recounted.fundLines.values()].reduce((sum, lines) => sum + lines.length, 0),
    },
    counters: counters.filter(({ period, matches }) => all || period === 'all' || !matches),
    balances: differing,
    fundLines,
  };
}

function compareCounters(stored: Counters, recounted: Counters): VerifiedCounter[] {
  const names = [...new Set([...stored.keys(), ...recounted.keys()])].sort();
  return names.map((name) => {
    const counter = stored.get(name) ?? 0;
    const recount = recounted.get(name) ?? 0;
    return { ...placeOfCounter(name), counter, recount, matches: counter === recount };
  });
}

function compareBalances(
  stored: ReadonlyMap<string, Balances>,
  recounted: ReadonlyMap<string, Balances>,
): VerifiedBalance[] {
  const accountIds = [...new Set([...stored.keys(), ...recounted.keys()])].sort();
  return accountIds.flatMap((accountId) =>
    BALANCES.map((balance) => {
      const held = stored.get(accountId)?.[balance] ?? 0;
      const recount = recounted.get(accountId)?.[balance] ?? 0;
      return { accountId, balance, stored: held, recount, matches: held === recount };
    }),
  );
}

function compareQuotas(
  { used, erased }: Awaited<ReturnType<typeof storedQuotas>>,
  recounted: ReadonlyMap<string, number>,
): VerifiedBalance[] {
  const ids = [...new Set([...used.keys(), ...recounted.keys()])]
    .filter((id) => !isQuotaOf(erased, id))
    .sort();
  return ids.map((id) => {
    const [stored, recount] = [used.get(id) ?? 0, recounted.get(id) ?? 0];
    return { accountId: id, balance: 'quotaUsed' as const, stored, recount, matches: stored === recount };
  });
}

const misstatedLines = (fundLines: Recount['fundLines']): VerifiedFundLine[] =>
  [...fundLines.values()].flatMap((lines) =>
    misstatedBalances(lines).map(({ line, countedFen }) => ({
      courtyardId: line.courtyardId,
      entryId: line.id,
      enteredOn: line.enteredOn,
      summary: line.summary,
      stated: line.balanceFen,
      recount: countedFen,
      matches: false,
    })),
  );
