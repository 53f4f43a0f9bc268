import type { Table } from '../table/index.ts';
import { TALLIES } from './tallies.ts';
import { contributionsOf } from './tally-change.ts';
import { figuresIn, placeOf, stepsOf, TALLY_COLLECTION } from './tally-item.ts';

/** Every counter by where it stands: `<sort key> <attribute>`. */
export type Counters = Map<string, number>;

/** The counters as the rows say they must be: every record of every counted noun, folded as the stream folds it. */
export async function recountCounters(table: Table): Promise<Counters> {
  const counters: Counters = new Map();
  for (const noun of TALLIES.keys()) {
    for await (const item of table.eachStored(noun)) {
      for (const { sortKey, attribute, by } of contributionsOf(item).flatMap(stepsOf)) {
        addTo(counters, counterName(sortKey, attribute), by);
      }
    }
  }
  return counters;
}

/** The counters as they are stored. */
export async function storedCounters(table: Table): Promise<Counters> {
  const counters: Counters = new Map();
  for await (const item of table.eachStored(TALLY_COLLECTION)) {
    for (const { metric, day, count } of figuresIn(item)) {
      addTo(
        counters,
        counterName(String(item['sk']), day === undefined ? metric : `${metric}@${day}`),
        count,
      );
    }
  }
  return counters;
}

export type Balances = { pointsBalance: number; minutesServed: number };

/** What each account must hold: the sum of the service records posted to it. */
export async function recountBalances(table: Table): Promise<Map<string, Balances>> {
  const balances = new Map<string, Balances>();
  for await (const record of table.eachStored('serviceRecord')) {
    const id = String(record['accountId']);
    const sum = balances.get(id) ?? { pointsBalance: 0, minutesServed: 0 };
    sum.pointsBalance += Number(record['points']);
    sum.minutesServed += Number(record['durationMinutes']);
    balances.set(id, sum);
  }
  return balances;
}

/** What each account holds. */
export async function storedBalances(table: Table): Promise<Map<string, Balances>> {
  const balances = new Map<string, Balances>();
  for await (const account of table.eachStored('account')) {
    balances.set(String(account['id']), {
      pointsBalance: Number(account['pointsBalance']),
      minutesServed: Number(account['minutesServed']),
    });
  }
  return balances;
}

const counterName = (sortKey: string, attribute: string) => `${sortKey} ${attribute}`;

/** Scope, period and figure of a counter's name. */
export function readCounterName(name: string): { scope: string; period: string; metric: string } {
  const [sortKey = '', metric = ''] = name.split(' ');
  const { scope, period } = placeOf(sortKey);
  return { scope, period, metric };
}

const addTo = (counters: Counters, name: string, by: number) =>
  counters.set(name, (counters.get(name) ?? 0) + by);
