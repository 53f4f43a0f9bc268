import { createHash } from 'node:crypto';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { StreamEvent } from '@linli/core/table';
import { streamEventOf } from '../../../functions/src/stream/event.ts';

const SHARDS = 3;
const LOCAL = { region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/**
 * What the engine's stream tells, dealt out to shards as DynamoDB does: all changes of one item in one shard and in their
 * order, nothing said of the order between two shards.
 */
export class Feed {
  readonly #streams: DynamoDBStreamsClient;
  #iterator: string | undefined;
  /** Everything that was told so far, for what must hold at every moment. */
  readonly all: StreamEvent[] = [];
  readonly shards: { id: string; events: StreamEvent[] }[] = Array.from({ length: SHARDS }, (_, i) => ({
    id: `shard-${i}`,
    events: [],
  }));

  private constructor(streams: DynamoDBStreamsClient, iterator: string | undefined) {
    this.#streams = streams;
    this.#iterator = iterator;
  }

  static async of(endpoint: string, tableName: string): Promise<Feed> {
    const streams = new DynamoDBStreamsClient({ endpoint, ...LOCAL });
    const { Streams = [] } = await streams.send(new ListStreamsCommand({ TableName: tableName }));
    const StreamArn = Streams[0]?.StreamArn;
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
    const start = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' as const };
    const { ShardIterator } = await streams.send(new GetShardIteratorCommand(start));
    return new Feed(streams, ShardIterator);
  }

  /** Deals out what has been told since; answers how much that was. */
  async pull(): Promise<number> {
    const { Records = [], NextShardIterator } = await this.#streams.send(
      new GetRecordsCommand({ ShardIterator: this.#iterator, Limit: 1000 }),
    );
    this.#iterator = NextShardIterator;
    for (const { dynamodb } of Records) this.#deal(streamEventOf(dynamodb ?? {}));
    return Records.length;
  }

  #deal(event: StreamEvent): void {
    this.all.push(event);
    const { pk, sk } = (event.newImage ?? event.oldImage) as { pk: string; sk: string };
    const shard = createHash('sha256').update(`${pk} ${sk}`).digest().readUInt8(0) % SHARDS;
    this.shards[shard]?.events.push(event);
  }
}
