import type { Battery, Found, Size } from '../battery.ts';
import { say } from '../battery.ts';
import { PLANTED } from './planted.ts';
import { simulate } from './simulation.ts';

const OPERATIONS = 200;
const SEEDS_SHORT = 256;
const OPERATIONS_LONG = 10_000_000;
const AT_ONCE = 3;
/** Every so many seeds one is run twice: the same seed must end with the same books. */
const TWICE_EVERY = 32;

/**
 * Simulates the books of a time bank on a bad day, seed by seed, against the real engine: requests and answers lost, calls
 * doubled at once and long after, conflicts, throttles, processes that die between any two calls, indexes that lag, a stream
 * that repeats itself and whose shards overtake each other, a clock that jumps.
 */
export const ledger: Battery = { name: 'ledger', run, planted: PLANTED };

async function run({ long, seeds, firstSeed, first }: Size): Promise<Found> {
  const count = long ? OPERATIONS_LONG / OPERATIONS : seeds > 1 ? seeds : SEEDS_SHORT;
  const failures: string[] = [];
  const counts: Record<string, number> = { operations: 0, calls: 0, deaths: 0, lost: 0, twice: 0 };
  let next = firstSeed;
  const worker = async () => {
    while (next < firstSeed + count && !(first && failures.length > 0)) {
      const seed = next++;
      const found = await simulate(seed, OPERATIONS);
      failures.push(...found.failures.map((failure) => `seed ${seed}: ${failure}`));
      for (const [name, n] of Object.entries(found.counts)) counts[name] = (counts[name] ?? 0) + n;
      if (seed % TWICE_EVERY === 0) {
        counts['twice'] = (counts['twice'] ?? 0) + 1;
        const { hash } = await simulate(seed, OPERATIONS);
        if (hash !== found.hash) failures.push(`seed ${seed}: ended with other books the second time`);
      }
      if ((seed - firstSeed + 1) % 64 === 0) say(`  ${seed - firstSeed + 1} of ${count} seeds`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { tried: count, failures, counts };
}
