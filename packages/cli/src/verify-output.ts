import { say } from './language.ts';
import { byMetric, inYuan, metricName, metricValue } from './metric-words.ts';
import { aligned } from './text-table.ts';

type Compared = { matches: boolean; recount: number };
export type Counter = Compared & { scope: string; period: string; metric: string; counter: number };

export type Verification = {
  matches: boolean;
  compared: { counters: number; balances: number; fundLines: number };
  counters: Counter[];
  balances: (Compared & { accountId: string; balance: string; stored: number })[];
  fundLines: (Compared & { courtyardId: string; enteredOn: string; summary: string; stated: number })[];
};

/** The name of a courtyard by its id; the id itself where nobody told. */
export type NameOf = (scope: string) => string;

/**
 * For an operator: what it comes to, every difference in full, then every counter with both values: the community's own,
 * then each courtyard's, totals before months and days. `brief` leaves it at the community's totals.
 */
export function verificationInWords(found: Verification, nameOf: NameOf, brief: boolean): string {
  const differences = differenceLines(found, nameOf);
  const { counters, balances, fundLines } = found.compared;
  const outcome = found.matches ? say('全部相符', 'all agree') : say('有不符', 'some differ');
  const shown = found.counters
    .filter(({ scope, period }) => !brief || (scope === 'community' && period === 'all'))
    .sort(byPlace);
  return [
    say(
      `比对了 ${counters} 个计数、${balances} 个账户余额、${fundLines} 笔微基金结余：${outcome}。`,
      `Compared ${counters} counters, ${balances} account balances and ${fundLines} fund lines: ${outcome}.`,
    ),
    ...(differences.length === 0 ? [] : ['', say('不符的：', 'What differs:'), ...differences]),
    '',
    ...aligned([
      ['', say('计数', 'Counter'), say('重新清点', 'Recount'), ''],
      ...shown.map((counter) => counterRow(counter, nameOf)),
    ]),
  ].join('\n');
}

const byPlace = (one: Counter, other: Counter): number =>
  Number(one.scope !== 'community') - Number(other.scope !== 'community') ||
  compared(one.scope, other.scope) ||
  Number(one.period !== 'all') - Number(other.period !== 'all') ||
  compared(one.period, other.period) ||
  byMetric(one, other);

const compared = (one: string, other: string): number => Number(one > other) - Number(one < other);

function counterRow(found: Counter, nameOf: NameOf): string[] {
  const { counter, recount, matches } = found;
  const [metric = ''] = found.metric.split('@');
  return [
    counterName(found, nameOf),
    metricValue(metric, counter),
    metricValue(metric, recount),
    matches ? '✓' : '✗',
  ];
}

function differenceLines({ counters, balances, fundLines }: Verification, nameOf: NameOf): string[] {
  const both = (kept: string, recounted: string) =>
    say(`记的是 ${kept}，重新清点是 ${recounted}`, `kept ${kept}, recounted ${recounted}`);
  return [
    ...counters.filter(wrong).map((counter) => {
      const [metric = ''] = counter.metric.split('@');
      return `  ✗ ${counterName(counter, nameOf)}：${both(metricValue(metric, counter.counter), metricValue(metric, counter.recount))}`;
    }),
    ...balances.filter(wrong).map(({ accountId, balance, stored, recount }) => {
      const metric = balance === 'minutesServed' ? 'serviceMinutes' : balance;
      return `  ✗ ${say('账户', 'account')} ${accountId} · ${metricName(metric)}：${both(metricValue(metric, stored), metricValue(metric, recount))}`;
    }),
    ...fundLines
      .filter(wrong)
      .map(
        ({ courtyardId, enteredOn, summary, stated, recount }) =>
          `  ✗ ${nameOf(courtyardId)} · ${metricName('fundBalanceFen')} · ${enteredOn} ${summary}：${both(inYuan(stated), inYuan(recount))}`,
      ),
  ];
}

/** Whose counter it is, of what, and of when. */
export function counterName(
  { scope, period, metric }: Pick<Counter, 'scope' | 'period' | 'metric'>,
  nameOf: NameOf,
): string {
  const [name = '', day] = metric.split('@');
  const where = scope === 'community' ? say('全社区', 'whole community') : nameOf(scope);
  return `${where} · ${metricName(name)} · ${day === undefined ? periodName(period) : `${period}-${day}`}`;
}

const wrong = ({ matches }: Compared) => !matches;

const periodName = (period: string): string =>
  period === 'all' ? say('合计', 'total') : period === 'undated' ? say('无日期', 'undated') : period;
