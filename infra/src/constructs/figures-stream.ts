import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { leftoversQueue, leftoversWatched } from './leftovers-queue.ts';
import type { LinliFunction } from './linli-function.ts';
import { FIVE_MINUTES, FOR_A_QUARTER_OF_AN_HOUR, type Watched } from './watched.ts';

/** From the table's stream to the figures. Order matters within a shard, so there is one reader for each. */
export class FiguresStream extends Construct {
  readonly #leftovers: Queue;
  readonly #reader: LinliFunction;

  constructor(scope: Construct, id: string, table: Table, reader: LinliFunction) {
    super(scope, id);
    this.#leftovers = leftoversQueue(this);
    this.#reader = reader;
    const streamArn = table.tableStreamArn as string;
    reader.bind(
      {},
      new PolicyStatement({
        actions: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
        resources: [streamArn],
      }),
    );
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: reader.lambda,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 1000,
      maxBatchingWindow: Duration.seconds(1),
      parallelizationFactor: 1,
      // Lambda names the shard only in windowed events, and the projection remembers per shard how far it came.
      tumblingWindow: Duration.minutes(1),
      bisectBatchOnError: true,
      retryAttempts: 10,
      reportBatchItemFailures: true,
      onFailure: new SqsDlq(this.#leftovers),
    });
    // The mapping may be made only once the role may read the stream, or its creation is refused.
    mapping.node.addDependency(reader.role);
  }

  get watched(): Watched[] {
    return [
      leftoversWatched('StreamLeftOver', this.#leftovers, {
        happened: 'Changes could not be counted after ten tries and were set aside.',
        affects:
          'Some figures of one community may be too low or too high; the records themselves are all there.',
        doFirst:
          'Run `linli verify` for the communities named in the log of the stream function to see which figures are off.',
      }),
      {
        id: 'StreamBehind',
        metric: this.#reader.lambda.metric('IteratorAge', { statistic: 'max', period: FIVE_MINUTES }),
        // Milliseconds. Records leave the stream after 24 hours.
        threshold: Duration.minutes(15).toMilliseconds(),
        periods: FOR_A_QUARTER_OF_AN_HOUR,
        text: {
          happened: 'Counting is more than a quarter of an hour behind the records.',
          affects: 'Figures and reports are out of date; new imports wait to begin.',
          doFirst:
            'See whether a large import is running; if not, read the errors in the log of the stream function.',
        },
      },
    ];
  }
}
