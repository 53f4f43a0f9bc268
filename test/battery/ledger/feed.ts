import { createHash } from 'node:crypto';
import type { StreamEvent } from '@linli/core/table';
import { type StreamChange, streamEventOf } from '../../../functions/src/stream/event.ts';
import type { Wire } from '../wire.ts';

const SHARDS = 3;
const STREAMS = 'DynamoDBStreams_20120810';

/**
 * What the engine's stream tells, dealt out to shards as DynamoDB does: all changes of one item in one shard and in their
 * order, nothing said of the order between two shards.
 */
export class Feed {
  readonly #wire: Wire;
  #iterator: unknown;
  /** Everything that was told so far, for what must hold at every moment. */
  readonly all: StreamEvent[] = [];
  readonly shards: { id: string; events: StreamEvent[] }[] = Array.from({ length: SHARDS }, (_, i) => ({
    id: `shard-${i}`,
    events: [],
  }));

  private constructor(wire: Wire, iterator: unknown) {
    this.#wire = wire;
    this.#iterator = iterator;
  }

  static async of(wire: Wire, TableName: string): Promise<Feed> {
    const { Streams } = await wire.ask(`${STREAMS}.ListStreams`, { TableName });
    const StreamArn = (Streams as { StreamArn: string }[])[0]?.StreamArn;
    const { StreamDescription } = await wire.ask(`${STREAMS}.DescribeStream`, { StreamArn });
    const ShardId = (StreamDescription as { Shards: { ShardId: string }[] }).Shards[0]?.ShardId;
    const start = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
    const { ShardIterator } = await wire.ask(`${STREAMS}.GetShardIterator`, start);
    return new Feed(wire, ShardIterator);
  }

  /** Deals out what has been told since; answers how much that was. */
  async pull(): Promise<number> {
    const asked = { ShardIterator: this.#iterator, Limit: 1000 };
    const { Records = [], NextShardIterator } = await this.#wire.ask(`${STREAMS}.GetRecords`, asked);
    this.#iterator = NextShardIterator;
    const records = Records as { dynamodb?: StreamChange }[];
    for (const { dynamodb } of records) this.#deal(streamEventOf(dynamodb ?? {}));
    return records.length;
  }

  #deal(event: StreamEvent): void {
    this.all.push(event);
    const { pk, sk } = (event.newImage ?? event.oldImage) as { pk: string; sk: string };
    // Its id is drawn by chance and no seed, so it would fall into another shard each time; and nobody here reads it.
    if (pk.endsWith('#auditRecord')) return;
    const shard = createHash('sha256').update(`${pk} ${sk}`).digest().readUInt8(0) % SHARDS;
    this.shards[shard]?.events.push(event);
  }
}
