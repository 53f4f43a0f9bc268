import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { StreamEvent } from '@linli/core/table';
import { streamEventOf } from '../../functions/src/stream/event.ts';
import type { TestTable } from './engine.ts';

type Start =
  | { ShardIteratorType: 'TRIM_HORIZON' | 'LATEST' }
  | { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER'; SequenceNumber: string };

/** All that the stream of a young table holds (it has one shard), and a way to read on after any of it. */
export async function readWholeStream(endpoint: string, table: TestTable) {
  const begin = await openStream(endpoint, table);
  // Two at a time, so that an order kept only within an answer does not pass for the stream's.
  const from = async (start: Start) => (await begin(start, 2))();
  return {
    events: await from({ ShardIteratorType: 'TRIM_HORIZON' }),
    from: (SequenceNumber: string) => from({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber }),
  };
}

/** From now on: each call answers what the stream has told since the one before. */
export const followStream = async (
  endpoint: string,
  table: TestTable,
): Promise<() => Promise<StreamEvent[]>> =>
  (await openStream(endpoint, table))({ ShardIteratorType: 'LATEST' }, 1000);

async function openStream(endpoint: string, { client, tableName }: TestTable) {
  const streams = new DynamoDBStreamsClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const { Table: table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const StreamArn = table?.LatestStreamArn;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const ShardId = StreamDescription?.Shards?.[0]?.ShardId;

  return async (start: Start, Limit: number) => {
    let { ShardIterator } = await streams.send(new GetShardIteratorCommand({ StreamArn, ShardId, ...start }));
    return async (): Promise<StreamEvent[]> => {
      const events: StreamEvent[] = [];
      while (ShardIterator !== undefined) {
        const { Records = [], NextShardIterator } = await streams.send(
          new GetRecordsCommand({ ShardIterator, Limit }),
        );
        events.push(...Records.map(({ dynamodb }) => streamEventOf(dynamodb ?? {})));
        ShardIterator = NextShardIterator;
        // An open shard always has a next iterator: an empty batch is the end for now.
        if (Records.length === 0) break;
      }
      return events;
    };
  };
}
