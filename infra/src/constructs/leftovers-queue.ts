import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { type AlarmText, AT_ONCE, FIVE_MINUTES, type Watched } from './watched.ts';

/** Where work goes that failed too often, kept as long as SQS can, so that a person can look and send it again. */
export function leftoversQueue(scope: Construct): Queue {
  const queue = new Queue(scope, 'LeftOver', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  acknowledge(
    queue,
    'AwsSolutions-SQS3',
    'This is the dead-letter queue itself; an alarm sounds on its first message.',
  );
  return queue;
}

export const leftoversWatched = (id: string, queue: Queue, text: AlarmText): Watched => ({
  id,
  metric: queue.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES }),
  threshold: 1,
  periods: AT_ONCE,
  text,
});
