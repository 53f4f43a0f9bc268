import type { Clock } from '@linli/core/kernel';
import { type MessageSender, SendFailure } from '@linli/core/messaging';
import { mailByAws, textByAws } from './aws.ts';
import { webhookSender } from './webhook.ts';

const SECRET_LENGTH_MIN = 32;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The one place where a deployment says how messages leave, or undefined when it says nothing:
 *
 * - `MESSAGES_WEBHOOK_URL` and `MESSAGES_WEBHOOK_SECRET`: the office's provider, for both kinds;
 * - `MESSAGES_MAIL_FROM`: mail through AWS, whatever else is chosen;
 * - `MESSAGES_TEXT=aws`: text messages through AWS, where no webhook is chosen and the region has them.
 *
 * The outbox cannot be chosen here: one machine falls back on it (functions/src/local), and every other on `nobodySends`.
 * Throws at start for half a choice.
 */
export function chosenSender(environment: Environment, clock: Clock): MessageSender | undefined {
  const webhook = chosenWebhook(environment, clock);
  const from = environment['MESSAGES_MAIL_FROM'] ?? '';
  const mail = from === '' ? webhook : mailByAws(from);
  const sms = webhook ?? chosenText(environment);
  if (mail === undefined && sms === undefined) return undefined;
  return byChannel({ mail: mail ?? nobodySends, sms: sms ?? nobodySends });
}

const byChannel = (senders: Record<'mail' | 'sms', MessageSender>): MessageSender => ({
  send: (message) => senders[message.channel].send(message),
});

function chosenText(environment: Environment): MessageSender | undefined {
  if (environment['MESSAGES_TEXT'] !== 'aws') return undefined;
  if ((environment['AWS_REGION'] ?? '').startsWith('cn-'))
    throw new Error(
      '中国区域没有 SNS 短信，请改用 MESSAGES_WEBHOOK_URL。 / Regions of China have no SNS text messages; use MESSAGES_WEBHOOK_URL.',
    );
  return textByAws();
}

function chosenWebhook(environment: Environment, clock: Clock): MessageSender | undefined {
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
