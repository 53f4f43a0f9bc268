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

/** All that the stream of a young table holds (it has one shard), and a way to read on after any of it. */
export async function readWholeStream(endpoint: string, { client, tableName }: TestTable) {
  const streams = new DynamoDBStreamsClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const { Table: table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const StreamArn = table?.LatestStreamArn;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const ShardId = StreamDescription?.Shards?.[0]?.ShardId;

  const readFrom = async (
    start:
      | { ShardIteratorType: 'TRIM_HORIZON' }
      | { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER'; SequenceNumber: string },
  ): Promise<StreamEvent[]> => {
    const events: StreamEvent[] = [];
    let { ShardIterator } = await streams.send(new GetShardIteratorCommand({ StreamArn, ShardId, ...start }));
    while (ShardIterator !== undefined) {
      const { Records = [], NextShardIterator } = await streams.send(
        new GetRecordsCommand({ ShardIterator, Limit: 2 }),
      );
      events.push(...Records.map(({ dynamodb }) => streamEventOf(dynamodb ?? {})));
      // An open shard always has a next iterator: an empty batch is the end for now.
      ShardIterator = Records.length === 0 ? undefined : NextShardIterator;
    }
    return events;
  };
  return {
    events: await readFrom({ ShardIteratorType: 'TRIM_HORIZON' }),
    from: (SequenceNumber: string) =>
      readFrom({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber }),
  };
}
