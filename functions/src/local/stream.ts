import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { StreamEvent } from '@linli/core/table';
import { streamEventOf } from '../stream/event.ts';
import type { Checkpoints } from './checkpoints.ts';

const BATCH = 1000;
/**
 * Between two looks that find less than a full batch. Under load a look then finds what many did, and counters and seals
 * are written once for all of it, where looking again at once gave every few changes a batch of their own. On AWS the
 * stream's Lambda waits a second for its batch.
 */
const PAUSE_MS = 150;
const AFTER_ERROR_MS = 500;
const SHARDS_KNOWN_FOR_MS = 30_000;

type Parts = {
  client: DynamoDBStreamsClient;
  streamArn: string;
  checkpoints: Checkpoints;
  handle(shardId: string, events: StreamEvent[]): Promise<void>;
  log(entry: Record<string, unknown>): void;
};

/**
 * Reads the table's stream on one machine, as Lambda's event source does on AWS: each shard in order, a parent before
 * its children, a batch again until it has been handled.
 */
export class StreamReader {
  readonly #parts: Parts;
  readonly #iterators = new Map<string, string>();
  #shards: Shard[] = [];
  #shardsReadAt = Number.NEGATIVE_INFINITY;
  #caughtUp = false;
  #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether the last look found less than a full batch. */
  get caughtUp(): boolean {
    return this.#caughtUp;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** After the batch in hand. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const pause = await this.#round().catch((error: unknown) => {
        this.#iterators.clear();
        this.#caughtUp = false;
        this.#parts.log({ level: 'error', event: 'stream', error: String((error as Error)?.stack ?? error) });
        return AFTER_ERROR_MS;
      });
      if (pause > 0) await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One batch of every shard that is next in line; returns how long to wait before the next round. */
  async #round(): Promise<number> {
    await this.#knowShards();
    let most = 0;
    for (const shardId of this.#nextInLine()) most = Math.max(most, await this.#readBatch(shardId));
    this.#caughtUp = most < BATCH;
    return most >= BATCH ? 0 : PAUSE_MS;
  }

  async #readBatch(shardId: string): Promise<number> {
    const { client, checkpoints, handle } = this.#parts;
    const iterator = this.#iterators.get(shardId) ?? (await this.#iteratorOf(shardId));
    const { Records = [], NextShardIterator } = await client.send(
      new GetRecordsCommand({ ShardIterator: iterator, Limit: BATCH }),
    );
    const events = Records.map(({ dynamodb }) => streamEventOf(dynamodb ?? {}));
    const last = events.at(-1);
    if (last !== undefined) {
      await handle(shardId, events);
      checkpoints.keep(shardId, { after: last.sequence });
    }
    if (NextShardIterator === undefined) {
      checkpoints.keep(shardId, { ended: true });
      this.#shardsReadAt = Number.NEGATIVE_INFINITY;
    } else this.#iterators.set(shardId, NextShardIterator);
    return events.length;
  }

  #nextInLine(): string[] {
    const { checkpoints } = this.#parts;
    const unread = new Set(
      this.#shards.map(({ ShardId = '' }) => ShardId).filter((id) => checkpoints.of(id).ended !== true),
    );
    return this.#shards
      .filter(({ ShardId = '', ParentShardId }) => unread.has(ShardId) && !unread.has(ParentShardId ?? ''))
      .map(({ ShardId = '' }) => ShardId);
  }

  async #iteratorOf(shardId: string): Promise<string | undefined> {
    const { client, streamArn, checkpoints } = this.#parts;
    const shard = { StreamArn: streamArn, ShardId: shardId };
    const fromStart = () =>
      client.send(new GetShardIteratorCommand({ ...shard, ShardIteratorType: 'TRIM_HORIZON' }));
    const { after } = checkpoints.of(shardId);
    if (after === undefined) return (await fromStart()).ShardIterator;
    try {
      const from = { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, SequenceNumber: after };
      return (await client.send(new GetShardIteratorCommand({ ...shard, ...from }))).ShardIterator;
    } catch (error) {
      if (!(error instanceof TrimmedDataAccessException)) throw error;
      return (await fromStart()).ShardIterator;
    }
  }

  async #knowShards(): Promise<void> {
    if (Date.now() - this.#shardsReadAt < SHARDS_KNOWN_FOR_MS) return;
    const { client, streamArn } = this.#parts;
    const shards: Shard[] = [];
    let from: string | undefined;
    do {
      const { StreamDescription } = await client.send(
        new DescribeStreamCommand({ StreamArn: streamArn, ExclusiveStartShardId: from }),
      );
      shards.push(...(StreamDescription?.Shards ?? []));
      from = StreamDescription?.LastEvaluatedShardId;
    } while (from !== undefined);
    this.#shards = shards;
    this.#shardsReadAt = Date.now();
  }
}
