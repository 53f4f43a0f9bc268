import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { leftoversQueue, leftoversWatched } from './leftovers-queue.ts';
import type { LinliFunction } from './linli-function.ts';
import type { Watched } from './watched.ts';

/** Work that takes longer than a request: one message says which import is to be carried on. */
export class JobsQueue extends Construct {
  readonly queue: Queue;
  readonly #leftovers: Queue;

  constructor(scope: Construct, id: string, jobTimeout: Duration) {
    super(scope, id);
    this.#leftovers = leftoversQueue(this);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // A worker that died is followed by another soon after its time was up; two at once are kept apart by the
      // import's lease, so six times the timeout, the usual advice, would only make people wait.
      visibilityTimeout: jobTimeout.plus(Duration.minutes(1)),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.#leftovers, maxReceiveCount: 5 },
    });
  }

  /** What is done in every community from time to time is asked for by the clock, in the same line as other work. */
  goRoundEvery(interval: Duration): void {
    const target = new SqsQueue(this.queue, { message: RuleTargetInput.fromObject({ round: true }) });
    new Rule(this, 'Round', { schedule: Schedule.rate(interval), targets: [target] });
  }

  allowSending(fn: LinliFunction): void {
    fn.bind(
      { JOBS_QUEUE_URL: this.queue.queueUrl },
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] }),
    );
  }

  workedOffBy(fn: LinliFunction): void {
    // One import a worker. The ceiling keeps a rush of onboarding from taking the account's whole Lambda quota.
    fn.lambda.addEventSource(new SqsEventSource(this.queue, { batchSize: 1, maxConcurrency: 10 }));
  }

  get watched(): Watched[] {
    return [
      leftoversWatched('JobsLeftOver', this.#leftovers, {
        happened: 'A job failed five times and was set aside.',
        affects: 'An import or an onboarding stands still at the step its page shows.',
        doFirst:
          'Read the import id in the message, find its last error in the log of the jobs function, mend, then redrive.',
      }),
    ];
  }
}
