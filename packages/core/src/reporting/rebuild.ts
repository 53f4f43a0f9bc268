import { z } from 'zod';
import { type Change, recordChange } from '../audit/index.ts';
import { requirePermission, type Scope } from '../kernel/index.ts';
import { TABLE, type Table } from '../table/index.ts';
import { eachWithin } from './each-within.ts';
import { type Counters, nameOfCounter, recount, sortKeyOfCounter } from './recount.ts';
import { TALLY_COLLECTION } from './tally-item.ts';
import { VerifiedCounter } from './verify.ts';

const CONCURRENCY = 16;
/** DynamoDB takes at most 300 operators in one expression, and a number takes up to five. */
const NUMBERS_A_WRITE = 50;
/** How many counters an audit record names; its reason says how many there were. */
const NAMED = 200;

const SeenCounter = VerifiedCounter.omit({ matches: true });
type SeenCounter = z.infer<typeof SeenCounter>;

/** Counters that differed when they were last verified, with both values as they were seen then. */
export const RebuildInput = z.object({ counters: z.array(SeenCounter).min(1).max(20_000) });
export type RebuildInput = z.infer<typeof RebuildInput>;

/** The counters that were set to their recount. One that is missing here has moved since it was seen: verify again. */
export const Rebuilt = z.object({ counters: z.array(SeenCounter) });
export type Rebuilt = z.infer<typeof Rebuilt>;

/**
 * Sets counters to what their rows add up to, while the stream goes on counting. A counter that differs because the
 * stream is behind must be left to the stream, or the late event would count twice. Hence a difference has to be seen
 * twice: the rows must still add up to what `verify` saw, and the counter must still say what it said then, which is a
 * condition of the write. Reads every row, as `verify` does; verify, wait, rebuild, and again until all agree.
 */
export async function rebuildCounters(scope: Scope, { counters: seen }: RebuildInput): Promise<Rebuilt> {
  requirePermission(scope, 'reporting:write');
  const { counters: recounted } = await recount(scope.table);
  const wrong = seen.filter((counter) => isStillWrong(counter, recounted));
  // Before the first is set: the counters lie in more items than one commit holds.
  if (wrong.length > 0) await scope.table.commit([recordChange(scope, rebuildOf(wrong))]);
  const byItem = Map.groupBy(wrong, sortKeyOfCounter);
  const writes = [...byItem].flatMap(([sortKey, ofItem]) =>
    portions(ofItem).map((counters) => ({ sortKey, counters })),
  );
  const set: SeenCounter[] = [];
  await eachWithin(CONCURRENCY, writes, async ({ sortKey, counters }) => {
    if (await putRight(scope.table, sortKey, counters)) set.push(...counters);
  });
  return { counters: set };
}

const rebuildOf = (counters: readonly SeenCounter[]): Change => ({
  action: 'rebuild',
  noun: 'counter',
  id: 'tally',
  before: Object.fromEntries(counters.map((one) => [nameOfCounter(one), one.counter]).slice(0, NAMED)),
  after: Object.fromEntries(counters.map((one) => [nameOfCounter(one), one.recount]).slice(0, NAMED)),
  reason: `${counters.length}`,
});

const isStillWrong = (counter: SeenCounter, recounted: Counters): boolean =>
  counter.counter !== counter.recount && (recounted.get(nameOfCounter(counter)) ?? 0) === counter.recount;

const portions = (counters: readonly SeenCounter[]): SeenCounter[][] =>
  Array.from({ length: Math.ceil(counters.length / NUMBERS_A_WRITE) }, (_, i) =>
    counters.slice(i * NUMBERS_A_WRITE, (i + 1) * NUMBERS_A_WRITE),
  );

const putRight = (table: Table, sortKey: string, counters: readonly SeenCounter[]): Promise<boolean> =>
  table.setNumbers({
    key: { [TABLE.partitionKey]: `${table.prefix}${TALLY_COLLECTION}`, [TABLE.sortKey]: sortKey },
    set: Object.fromEntries(
      counters.map(({ metric, counter, recount: to }) => [metric, { from: counter, to }]),
    ),
  });
