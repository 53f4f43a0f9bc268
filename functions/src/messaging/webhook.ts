import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { isIP } from 'node:net';
import type { Clock } from '@linli/core/kernel';
import { type MessageSender, type ReadyMessage, SendFailure } from '@linli/core/messaging';
import { isPublicAddress, publicLookup } from './public-address.ts';

export type Webhook = { url: string; secret: string };

const TIMEOUT_MS = 10_000;

/**
 * Hands messages to an address of the office's choice, which hands them to its provider: for providers in China, which
 * send registered templates with parameters, and for any other. What is posted, and how it is signed, is written down in
 * docs/decisions/0008-messages.md. Any 2xx means taken over. Redirects are not followed. `connection` is how to reach it.
 */
export function webhookSender(
  { url, secret }: Webhook,
  clock: Clock,
  connection: Pick<RequestOptions, 'lookup' | 'ca'> = { lookup: publicLookup },
): MessageSender {
  const target = checkedTarget(url);
  return {
    async send(message) {
      const body = JSON.stringify(bodyOf(message));
      const timestamp = String(Math.floor(Date.parse(clock()) / 1000));
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        'idempotency-key': message.id,
        'linli-timestamp': timestamp,
        'linli-signature': `v1=${signatureOf(secret, timestamp, body)}`,
      };
      const status = await post(target, { ...connection, headers }, body);
      if (status < 200 || status > 299) throw new SendFailure('sendRefused', `HTTP ${status}`);
    },
  };
}

const bodyOf = ({ id, channel, to, template, language, words, subject, text }: ReadyMessage) => ({
  id,
  channel,
  to,
  template,
  language,
  words,
  ...(channel === 'mail' ? { subject } : {}),
  text,
});

const signatureOf = (secret: string, timestamp: string, body: string): string =>
  createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');

/** Throws at start for an address that must never be sent to. A name is looked up at every send. */
function checkedTarget(url: string): URL {
  const target = new URL(url);
  if (target.protocol !== 'https:')
    throw new Error('消息服务的地址必须以 https:// 开头。 / A webhook needs https.');
  const host = target.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isPublicAddress(host))
    throw new Error(`消息服务的地址 ${host} 不在公网上。 / The webhook's address ${host} is not public.`);
  return target;
}

/** The status of the answer; what it says is not read. */
async function post(target: URL, options: RequestOptions, body: string): Promise<number> {
  const sending = request(target, { ...options, method: 'POST', signal: AbortSignal.timeout(TIMEOUT_MS) });
  sending.end(body);
  try {
    const [answer] = (await once(sending, 'response')) as [IncomingMessage];
    answer.destroy();
    return answer.statusCode ?? 0;
  } catch (error) {
    throw new SendFailure('sendUnreachable', String((error as Error).message), { cause: error });
  }
}
