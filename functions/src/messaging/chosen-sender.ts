import type { Clock } from '@linli/core/kernel';
import { type MessageSender, SendFailure } from '@linli/core/messaging';
import { webhookSender } from './webhook.ts';

const SECRET_LENGTH_MIN = 32;

/**
 * The one place where a deployment says how messages leave: `MESSAGES_WEBHOOK_URL` and `MESSAGES_WEBHOOK_SECRET`, or
 * undefined when it says nothing. The outbox cannot be chosen here: one machine falls back on it (functions/src/local),
 * and every other on `nobodySends`. Throws at start for half a choice.
 */
export function chosenSender(
  environment: Readonly<Record<string, string | undefined>>,
  clock: Clock,
): MessageSender | undefined {
  const url = environment['MESSAGES_WEBHOOK_URL'] ?? '';
  const secret = environment['MESSAGES_WEBHOOK_SECRET'] ?? '';
  if (url === '' && secret === '') return undefined;
  if (url === '' || secret.length < SECRET_LENGTH_MIN)
    throw new Error(
      `MESSAGES_WEBHOOK_URL 和 MESSAGES_WEBHOOK_SECRET（至少 ${SECRET_LENGTH_MIN} 个字符）要一起设置。 / ` +
        `Set MESSAGES_WEBHOOK_URL together with MESSAGES_WEBHOOK_SECRET of at least ${SECRET_LENGTH_MIN} characters.`,
    );
  return webhookSender({ url, secret }, clock);
}

/** Where nobody was chosen, messages wait, and then fail where staff see it: nothing is dropped without a word. */
export const nobodySends: MessageSender = {
  async send() {
    throw new SendFailure('sendNotSetUp', 'no sender is configured');
  },
};
