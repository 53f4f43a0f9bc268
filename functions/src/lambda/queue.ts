import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { MessageJob } from '@linli/core/messaging';
import { bound } from './environment.ts';

/**
 * One import to be carried on, or one message to be sent: only which, because what to do is in the item itself. `round` comes
 * by the clock: what is done in every community from time to time.
 */
export type JobMessage = { tenantId: string; importId: string } | MessageJob | { round: true };

const sqs = new SQSClient({});

/** Delivered after `delaySeconds`, so that a worker who found another at it does not ask again at once. */
export async function sendJob(job: JobMessage, delaySeconds = 0): Promise<void> {
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: bound('JOBS_QUEUE_URL'),
      MessageBody: JSON.stringify(job),
      DelaySeconds: delaySeconds,
    }),
  );
}
