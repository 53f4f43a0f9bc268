import { createHmac } from 'node:crypto';
import type { ReadyMessage } from '@linli/core/messaging';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chosenSender } from '../../../functions/src/messaging/chosen-sender.ts';
import { isPublicAddress } from '../../../functions/src/messaging/public-address.ts';
import { webhookSender } from '../../../functions/src/messaging/webhook.ts';
import { openProvider } from '../../support/provider.ts';

const SECRET = 'a secret of the office and its provider';
const clock = () => '2026-05-01T08:00:00.000Z';
const message: ReadyMessage = {
  id: 'msg_1',
  channel: 'sms',
  to: '13812345678',
  template: 'signInCode',
  language: 'zh-CN',
  subject: '登录验证码',
  text: '登录验证码 204816，2026-05-01 16:05 前有效。',
  words: { code: '204816', until: '2026-05-01 16:05' },
};

let provider: Awaited<ReturnType<typeof openProvider>>;
beforeAll(async () => {
  provider = await openProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  Object.assign(provider, { status: 200, location: undefined });
  provider.received.length = 0;
});

const sender = () => webhookSender({ url: provider.url, secret: SECRET }, clock, provider.connection);

describe('the webhook', () => {
  test('says nothing to a server whose certificate nobody vouches for', async () => {
    const { lookup } = provider.connection;
    const trusting = webhookSender({ url: provider.url, secret: SECRET }, clock, { lookup });

    await expect(trusting.send(message)).rejects.toMatchObject({ name: 'SendFailure' });
    expect(provider.received).toEqual([]);
  });

  test('hands over the sentence, and the words in it for a provider that keeps the sentence itself', async () => {
    await sender().send(message);

    const [{ headers, body } = { headers: {}, body: '' }] = provider.received;
    expect(JSON.parse(body)).toEqual({
      id: 'msg_1',
      channel: 'sms',
      to: '13812345678',
      template: 'signInCode',
      language: 'zh-CN',
      words: { code: '204816', until: '2026-05-01 16:05' },
      text: '登录验证码 204816，2026-05-01 16:05 前有效。',
    });
    expect(headers['idempotency-key']).toBe('msg_1');
  });

  test('signs the moment and the very bytes, so that the other side can tell it is us and now', async () => {
    await sender().send(message);

    const [{ headers, body } = { headers: {}, body: '' }] = provider.received;
    const signature = createHmac('sha256', SECRET).update(`1777622400.${body}`).digest('hex');
    expect(headers['linli-timestamp']).toBe('1777622400');
    expect(headers['linli-signature']).toBe(`v1=${signature}`);
  });

  test('gives mail its subject', async () => {
    await sender().send({ ...message, channel: 'mail', to: 'z@linli.example' });

    expect(JSON.parse(provider.received[0]?.body ?? '')).toMatchObject({ subject: '登录验证码' });
  });

  test.each([400, 429, 500])('does not take %i for taken over', async (status) => {
    provider.status = status;

    await expect(sender().send(message)).rejects.toMatchObject({
      problem: 'sendRefused',
      message: `HTTP ${status}`,
    });
  });

  test('does not follow where an answer points', async () => {
    Object.assign(provider, { status: 307, location: provider.url });

    await expect(sender().send(message)).rejects.toMatchObject({
      problem: 'sendRefused',
      message: 'HTTP 307',
    });
    expect(provider.received).toHaveLength(1);
  });

  test('says that nobody was reached when the line is cut', async () => {
    provider.status = 0;

    await expect(sender().send(message)).rejects.toMatchObject({ problem: 'sendUnreachable' });
  });

  test('does not speak to a name that leads into this machine', async () => {
    const port = new URL(provider.url).port;
    const inward = webhookSender({ url: `https://localhost:${port}/`, secret: SECRET }, clock);

    await expect(inward.send(message)).rejects.toMatchObject({
      problem: 'sendUnreachable',
      message: expect.stringContaining('not public'),
    });
    expect(provider.received).toEqual([]);
  });
});

test.each([
  'http://provider.example/',
  'https://127.0.0.1/',
  'https://169.254.169.254/latest',
  'https://[::1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://0x7f000001/',
  'https://2130706433/',
])('%s is refused at the start', (url) => {
  expect(() => webhookSender({ url, secret: SECRET }, clock)).toThrow(/https|公网/);
});

test.each([
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '0.0.0.0',
  '255.255.255.255',
  '::',
  '::1',
  'fd00::1',
  'fe80::1',
  '::ffff:127.0.0.1',
  '64:ff9b::a00:1',
  'ff02::1',
  'localhost',
])('%s is not on the open internet', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(['8.8.8.8', '172.32.0.1', '47.100.1.1', '2400:3200::1', '::ffff:8.8.8.8'])('%s is', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

describe('what a deployment says about messages', () => {
  test('nothing chooses no sender', () => {
    expect(chosenSender({}, clock)).toBeUndefined();
  });

  test.each([
    { MESSAGES_WEBHOOK_URL: 'https://provider.example/' },
    { MESSAGES_WEBHOOK_SECRET: SECRET },
    { MESSAGES_WEBHOOK_URL: 'https://provider.example/', MESSAGES_WEBHOOK_SECRET: 'short' },
  ])('half of it is refused: %o', (environment) => {
    expect(() => chosenSender(environment, clock)).toThrow('MESSAGES_WEBHOOK_SECRET');
  });

  test('whatever is chosen forgets what a message said once it is sent', () => {
    const environment = {
      MESSAGES_WEBHOOK_URL: 'https://provider.example/',
      MESSAGES_WEBHOOK_SECRET: SECRET,
    };

    expect(chosenSender(environment, clock)?.isReadInTable).toBeUndefined();
  });
});
