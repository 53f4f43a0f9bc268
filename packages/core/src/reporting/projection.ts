import { createHash } from 'node:crypto';
import { type StreamEvent, TABLE, type Table } from '../table/index.ts';
import { eachWithin } from './each-within.ts';
import { foldChanges, type TallyChange, type TallyTarget, targetsOf } from './tally-change.ts';
import { TALLY_COLLECTION } from './tally-item.ts';

const CONCURRENCY = 16;
/** DynamoDB takes at most 300 operators in one expression. */
const ATTRIBUTES_A_WRITE = 200;
/** A shard lives some four hours and its records a day: more marks than this belong to shards that are gone. */
const MARKS_KEPT = 16;

/**
 * Brings the counters up to a batch of the table's stream. Each counter item remembers, by shard, the last event it has
 * counted, in the same write as the count: a batch may come again, cut differently, or after a crash half-way, and every
 * event counts once. The events of one shard must come in its order, one batch at a time.
 */
export async function projectTallies(
  tableOf: (tenantId: string) => Table,
  shardId: string,
  events: readonly StreamEvent[],
): Promise<void> {
  const markName = markNameOf(shardId);
  await eachWithin(CONCURRENCY, targetsOf(events), (target) =>
    applyTo(target, tableOf(target.tenantId), markName),
  );
}

/** `~` keeps marks apart from figures; a short hash, because shard ids are long and every counter item carries them. */
export const markNameOf = (shardId: string): string =>
  `~${createHash('sha256').update(shardId).digest('base64url').slice(0, 8)}`;

async function applyTo({ sortKey, changes }: TallyTarget, table: Table, markName: string): Promise<void> {
  const key = { [TABLE.partitionKey]: `${table.prefix}${TALLY_COLLECTION}`, [TABLE.sortKey]: sortKey };
  let pending = changes;
  while (pending.length > 0) {
    const now = firstFitting(pending);
    const above = markAt(now, 0);
    const to = markAt(now, -1);
    const outcome = await table.addNumbers({
      key,
      add: foldChanges(now),
      mark: { name: markName, above, to },
    });
    if (outcome.applied) {
      pending = pending.slice(now.length);
      await forgetOldMarks(table, key, outcome.item, { name: markName, above: `${to}~`, to });
    } else if (outcome.mark >= above) {
      pending = pending.filter((change) => change.mark > outcome.mark);
    } else {
      throw new Error(`Counter ${sortKey} refused a change its mark ${outcome.mark} allows`);
    }
  }
}

const markAt = (changes: readonly TallyChange[], index: number): string => changes.at(index)?.mark ?? '';

/** The longest run of changes from the first whose attributes fit one write. */
function firstFitting(changes: readonly TallyChange[]): TallyChange[] {
  const attributes = new Set<string>();
  const fitting: TallyChange[] = [];
  for (const change of changes) {
    for (const attribute of Object.keys(change.add)) attributes.add(attribute);
    if (attributes.size > ATTRIBUTES_A_WRITE && fitting.length > 0) break;
    fitting.push(change);
  }
  return fitting;
}

// When another shard moves a mark in between, the condition fails and the next write tries again.
async function forgetOldMarks(
  table: Table,
  key: Record<string, string>,
  item: Record<string, unknown>,
  mark: { name: string; above: string; to: string },
): Promise<void> {
  const others = Object.entries(item).filter(
    (entry): entry is [string, string] => entry[0].startsWith('~') && entry[0] !== mark.name,
  );
  const surplus = others.length + 1 - MARKS_KEPT;
  if (surplus <= 0) return;
  const oldest = others.sort(([, a], [, b]) => (a < b ? -1 : 1)).slice(0, surplus);
  await table.addNumbers({ key, add: {}, mark, forget: Object.fromEntries(oldest) });
}
