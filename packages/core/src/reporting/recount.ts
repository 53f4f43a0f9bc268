import type { FundEntry } from '../renewal/index.ts';
import type { Table } from '../table/index.ts';
import {
  accountOfQuota,
  movesOf,
  PointsEntryDetail,
  type ServiceRecord,
  usedByEntry,
  usedByList,
  usedByRecord,
} from '../timebank/index.ts';
import { GOODS, TALLIES } from './tallies.ts';
import { stepsIn } from './tally-change.ts';
import { countsIn, placeOf, sortKeyOf, TALLY_COLLECTION } from './tally-item.ts';

/** Every counter by where it stands: `<sort key> <attribute>`. */
export type Counters = Map<string, number>;

export type Balances = { pointsBalance: number; pointsHeld: number; minutesServed: number };

/** What the rows say that counters and accounts must hold, and the lines of each courtyard's fund in no order. */
export type Recount = {
  counters: Counters;
  balances: Map<string, Balances>;
  /** How much was used of each quota, by its id. */
  quotas: Map<string, number>;
  fundLines: Map<string, FundEntry[]>;
};

/** Every record of every counted noun, read once and folded as the stream folds it. */
export async function recount(table: Table): Promise<Recount> {
  const recounted: Recount = {
    ...{ counters: new Map(), balances: new Map(), quotas: new Map(), fundLines: new Map() },
  };
  for (const noun of new Set([...TALLIES.keys(), ...GOODS.keys()])) {
    for await (const item of table.eachStored(noun)) {
      for (const { sortKey, attribute, by } of stepsIn(item)) {
        addTo(recounted.counters, counterName(sortKey, attribute), by);
      }
      if (noun === 'serviceRecord') postRecord(recounted, item);
      if (noun === 'pointsEntry') postEntry(recounted, item);
      if (noun === 'fundEntry') enter(recounted.fundLines, item as unknown as FundEntry);
    }
  }
  for await (const list of table.eachStored('pointsList'))
    for (const { id, points } of usedByList(list as unknown as Parameters<typeof usedByList>[0]))
      addTo(recounted.quotas, id, points);
  return recounted;
}

/** The counters as they are stored. */
export async function storedCounters(table: Table): Promise<Counters> {
  const counters: Counters = new Map();
  for await (const item of table.eachStored(TALLY_COLLECTION)) {
    for (const [attribute, count] of countsIn(item)) {
      addTo(counters, counterName(String(item['sk']), attribute), count);
    }
  }
  return counters;
}

/** How much of each quota is used as it is kept. Of somebody erased none is kept, and none is asked for (`erased`). */
export async function storedQuotas(
  table: Table,
): Promise<{ used: Map<string, number>; erased: Set<string> }> {
  const [used, erased] = [new Map<string, number>(), new Set<string>()];
  for await (const { id, points } of table.eachStored('quota')) used.set(String(id), Number(points));
  for await (const account of table.eachStored('account'))
    if (account['erased'] === true) erased.add(String(account['id']));
  return { used, erased };
}

export const isQuotaOf = (accounts: ReadonlySet<string>, quotaId: string): boolean =>
  accounts.has(accountOfQuota(quotaId));

/** What each account holds. */
export async function storedBalances(table: Table): Promise<Map<string, Balances>> {
  const balances = new Map<string, Balances>();
  for await (const account of table.eachStored('account')) {
    balances.set(String(account['id']), {
      pointsBalance: Number(account['pointsBalance']),
      pointsHeld: Number(account['pointsHeld']),
      minutesServed: Number(account['minutesServed']),
    });
  }
  return balances;
}

function postRecord({ balances, quotas }: Recount, record: Record<string, unknown>): void {
  for (const { id, points } of usedByRecord(record as unknown as ServiceRecord)) addTo(quotas, id, points);
  const sum = balanceIn(balances, String(record['accountId']));
  sum.pointsBalance += Number(record['points']);
  sum.minutesServed += Number(record['durationMinutes']);
}

function postEntry({ balances, quotas }: Recount, item: Record<string, unknown>): void {
  const entry = PointsEntryDetail.parse(item);
  for (const { id, points } of usedByEntry(entry)) addTo(quotas, id, points);
  for (const [account, { points, held }] of movesOf(entry)) {
    const sum = balanceIn(balances, account);
    sum.pointsBalance += points;
    sum.pointsHeld += held;
  }
}

function balanceIn(balances: Map<string, Balances>, account: string): Balances {
  const sum = balances.get(account) ?? { pointsBalance: 0, pointsHeld: 0, minutesServed: 0 };
  balances.set(account, sum);
  return sum;
}

function enter(fundLines: Map<string, FundEntry[]>, line: FundEntry): void {
  const lines = fundLines.get(line.courtyardId);
  if (lines === undefined) fundLines.set(line.courtyardId, [line]);
  else lines.push(line);
}

const counterName = (sortKey: string, attribute: string) => `${sortKey} ${attribute}`;

/** Scope, period and figure of a counter; a day or a category is part of the metric (`residents@12`, `serviceMinutes/健康`). */
export type CounterPlace = { scope: string; period: string; metric: string };

export function placeOfCounter(name: string): CounterPlace {
  // A sort key holds no space, a category may.
  const at = name.indexOf(' ');
  const { scope, period } = placeOf(name.slice(0, at));
  const metric = name.slice(at + 1);
  return { scope, period, metric };
}

/** The way back from a place to the counter's name. */
export const nameOfCounter = (place: CounterPlace): string =>
  counterName(sortKeyOfCounter(place), place.metric);

/** The counter item in which it stands. */
export const sortKeyOfCounter = ({ scope, period, metric }: CounterPlace): string =>
  sortKeyOf({ scope, period, daily: /^\w+@\d\d$/.test(metric) });

const addTo = (counters: Counters, name: string, by: number) =>
  counters.set(name, (counters.get(name) ?? 0) + by);
