import type { SESv2Client } from '@aws-sdk/client-sesv2';
import type { SNSClient } from '@aws-sdk/client-sns';
import { type MessageSender, type ReadyMessage, SendFailure } from '@linli/core/messaging';

const TIMEOUT_MS = 10_000;

type Connection = { endpoint?: string };

/**
 * Mail through SES, from an address the office has verified there. `connection` is how to reach it. SES has no idempotency:
 * a worker that dies before it writes the answer down sends a mail twice.
 */
export function mailByAws(from: string, connection: Connection = {}): MessageSender {
  let client: SESv2Client | undefined;
  return {
    async send({ to, subject, text }) {
      const { SendEmailCommand, SESv2Client } = await import('@aws-sdk/client-sesv2');
      client ??= new SESv2Client({ ...connection, maxAttempts: 1 });
      const utf8 = (data: string) => ({ Data: data, Charset: 'UTF-8' });
      const command = new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(text) } } },
      });
      await within(client.send(command, { abortSignal: AbortSignal.timeout(TIMEOUT_MS) }));
    },
  };
}

/** Text messages through SNS, which China's regions do not have. */
export function textByAws(connection: Connection = {}): MessageSender {
  let client: SNSClient | undefined;
  return {
    async send({ to, text }) {
      const { PublishCommand, SNSClient } = await import('@aws-sdk/client-sns');
      client ??= new SNSClient({ ...connection, maxAttempts: 1 });
      const command = new PublishCommand({
        PhoneNumber: international(to),
        Message: text,
        // Codes and invitations must arrive; the other kind may be dropped to save money.
        MessageAttributes: { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } },
      });
      await within(client.send(command, { abortSignal: AbortSignal.timeout(TIMEOUT_MS) }));
    },
  };
}

/** A number without a country is one of China. */
const international = (to: ReadyMessage['to']): string => (to.startsWith('+') ? to : `+86${to}`);

// The name of the refusal and no more: what it says may repeat the recipient.
async function within(sending: Promise<unknown>): Promise<void> {
  try {
    await sending;
  } catch (error) {
    const { name, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    const status = $metadata?.httpStatusCode ?? 0;
    const problem = status >= 400 && status < 500 ? 'sendRefused' : 'sendUnreachable';
    throw new SendFailure(problem, `${name} ${status}`, { cause: error });
  }
}
