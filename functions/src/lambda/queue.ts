import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { bound } from './environment.ts';

/** One import to be carried on. The message says only which: what to do is in the import itself. */
export type JobMessage = { tenantId: string; importId: string };

const sqs = new SQSClient({});

/** Delivered after `delaySeconds`, so that a worker who found another at it does not ask again at once. */
export async function sendJob({ tenantId, importId }: JobMessage, delaySeconds = 0): Promise<void> {
  const message: JobMessage = { tenantId, importId };
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: bound('JOBS_QUEUE_URL'),
      MessageBody: JSON.stringify(message),
      DelaySeconds: delaySeconds,
    }),
  );
}
