import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './api.ts';
import { say } from './language.ts';
import { metricValue } from './metric-words.ts';
import { type Counter, counterName, type NameOf, type Verification } from './verify-output.ts';

/** A counter that was set: from `counter` to `recount`. */
export type Rebuilt = Omit<Counter, 'matches'>;

/** Time for the stream to catch up: a difference that is still the same after it is no delay. */
const SETTLING_MS = 2000;
const ROUNDS = 20;
const COUNTERS_A_REQUEST = 20_000;

/**
 * Verifies, waits, and has the counters that still differ set to their recount, until all agree. A community at work may
 * keep some moving to the end; those are in `found`. `reporting` is the address of the community's reporting.
 */
export async function rebuild(
  api: Api,
  reporting: string,
  verify: () => Promise<Verification>,
): Promise<{ found: Verification; rebuilt: Rebuilt[] }> {
  const rebuilt: Rebuilt[] = [];
  for (let round = 1; ; round++) {
    const found = await verify();
    const wrong = found.counters.filter(({ matches }) => !matches).slice(0, COUNTERS_A_REQUEST);
    if (wrong.length === 0 || round === ROUNDS) return { found, rebuilt };
    await sleep(SETTLING_MS);
    const set = await api<{ counters: Rebuilt[] }>('POST', `${reporting}/rebuild`, {
      json: { counters: wrong },
    });
    rebuilt.push(...set.counters);
  }
}

/** Each counter that was set, with what it said before and what it says now. */
export function rebuiltInWords(rebuilt: readonly Rebuilt[], nameOf: NameOf): string {
  if (rebuilt.length === 0) return say('没有需要重建的计数。', 'No counter had to be rebuilt.');
  return [
    say(`按原始记录重建了 ${rebuilt.length} 个计数：`, `Set ${rebuilt.length} counters to their recount:`),
    ...rebuilt.map((counter) => {
      const [metric = ''] = counter.metric.split('@');
      const [from, to] = [counter.counter, counter.recount].map((value) => metricValue(metric, value));
      return `  ${counterName(counter, nameOf)}：${from} → ${to}`;
    }),
  ].join('\n');
}
