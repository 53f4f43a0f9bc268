import { createHash } from 'node:crypto';
import { type Clock, LinliError, plainDateOf } from '../kernel/index.ts';
import { type StreamEvent, type Table, write } from '../table/index.ts';
import { Chain, type District } from './chain.ts';
import { AuditAnchors } from './entities.ts';
import { type Seal, sealAfter } from './seal.ts';
import { lineOf, type Owned, toBeSealed } from './sealed.ts';

/** The last seal of an owner's day, as it is kept in the control plane and told to whoever keeps it elsewhere. */
export type Anchor = { owner: string; day: string; seq: number; hash: string };

export type SealingDependencies = {
  district: District;
  tenantTable(tenantId: string): Table;
  clock: Clock;
  /** Takes every anchor out of the table's custody: the log of the function, a file beside the table's own. */
  anchored(anchor: Anchor): void;
};

/** Some 90 bytes an entry: well below what an item may hold. */
const ENTRIES_A_SEAL = 3000;

/**
 * Seals what a batch of the stream says of the records that are sealed: one seal an owner, however many changes there
 * are in it. Every chain remembers by shard how far it has come, in the seal itself, so a batch may come again, cut
 * differently, or after a crash half-way, and each event is sealed once. The events of one shard come in its order, one
 * batch at a time; batches of several shards may be sealed at once.
 */
export async function sealEvents(
  deps: SealingDependencies,
  shardId: string,
  events: readonly StreamEvent[],
): Promise<void> {
  const shard = createHash('sha256').update(shardId).digest('base64url').slice(0, 8);
  const byOwner = Map.groupBy(toBeSealed(events), ({ owner }) => owner);
  await Promise.all([...byOwner].map(([owner, owned]) => sealOf(deps, owner, shard, owned)));
}

async function sealOf(
  deps: SealingDependencies,
  owner: string,
  shard: string,
  owned: readonly Owned[],
): Promise<void> {
  const chain = new Chain(owner, deps.district, deps.tenantTable);
  for (let sealed = 0; ; ) {
    const head = await chain.head();
    const known = head.marks[shard] ?? '';
    const next = owned.filter(({ mark }) => mark > known).slice(0, ENTRIES_A_SEAL);
    const mark = next.at(-1)?.mark;
    if (mark === undefined) {
      // All of it was sealed before, by a try that may have been cut off before it anchored.
      const last = sealed === 0 ? await chain.sealAt(head.seq) : undefined;
      if (last !== undefined) await anchor(deps, owner, last);
      return;
    }

    const entries = next.map(({ entry }) => lineOf(entry)).join('\n');
    const seal = sealAfter(head, { sealedAt: deps.clock(), shard, mark, entries });
    if (await chain.append(seal)) {
      await chain.advance(head, seal);
      await anchor(deps, owner, seal);
      sealed++;
      continue;
    }
    // Another batch was sealed meanwhile, or a crash left its seal before the head: the head goes on to it.
    const other = await chain.sealAt(seal.seq);
    if (other !== undefined) await chain.advance(head, other);
  }
}

/** Of each day the last seal stays. Written after the seal: a try that was cut off in between is made up for when its batch comes again. */
async function anchor(
  deps: SealingDependencies,
  tenantId: string,
  { seq, hash, sealedAt }: Seal,
): Promise<void> {
  const { districtId, table } = deps.district;
  const day = plainDateOf(sealedAt);
  const later = new LinliError('conflict', 'alreadyChanged');
  const kept = AuditAnchors.upsert({ districtId, tenantId, day, seq, hash }).where(
    (stored, { notExists, lt }) => `${notExists(stored.seq)} OR ${lt(stored.seq, seq)}`,
  );
  try {
    await table.commit([write(kept, later)]);
  } catch (error) {
    if (error !== later) throw error;
  }
  deps.anchored({ owner: tenantId, day, seq, hash });
}
