import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ReadyMessage } from '@linli/core/messaging';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mailByAws, textByAws } from '../../../functions/src/messaging/aws.ts';
import { chosenSender } from '../../../functions/src/messaging/chosen-sender.ts';

const clock = () => '2026-05-01T08:00:00.000Z';
const message: ReadyMessage = {
  id: 'msg_1',
  channel: 'mail',
  to: 'zhang@linli.example',
  template: 'signInCode',
  language: 'zh-CN',
  subject: '登录验证码',
  text: '登录验证码 204816。',
  words: {},
};

/** Stands where SES and SNS stand, and answers as they do. */
let stand: Server;
let endpoint: string;
let answer: { status: number; body: string };
const received: { path: string; body: string }[] = [];

beforeAll(async () => {
  process.env['AWS_REGION'] = 'eu-west-1';
  process.env['AWS_ACCESS_KEY_ID'] = 'local';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'local';
  stand = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ path: request.url ?? '', body });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => stand.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(stand.address() as AddressInfo).port}`;
});
afterAll(() => void stand.close());
beforeEach(() => {
  received.length = 0;
  answer = { status: 200, body: '{"MessageId":"1"}' };
});

describe('mail through AWS', () => {
  test('goes from the office’s address to the recipient, with subject and text', async () => {
    await mailByAws('office@linli.example', { endpoint }).send(message);

    const [{ path, body } = { path: '', body: '' }] = received;
    expect(path).toBe('/v2/email/outbound-emails');
    expect(JSON.parse(body)).toMatchObject({
      FromEmailAddress: 'office@linli.example',
      Destination: { ToAddresses: ['zhang@linli.example'] },
      Content: {
        Simple: { Subject: { Data: '登录验证码' }, Body: { Text: { Data: '登录验证码 204816。' } } },
      },
    });
  });

  test('that is refused says so without its recipient, and one that meets a fault is tried again', async () => {
    const sending = () => mailByAws('office@linli.example', { endpoint }).send(message);
    answer = { status: 400, body: '{"message":"zhang@linli.example is not verified"}' };
    const refused = await sending().catch((error: Error) => error);
    answer = { status: 500, body: '{}' };
    const failed = await sending().catch((error: Error) => error);

    expect(refused).toMatchObject({ name: 'SendFailure', problem: 'sendRefused' });
    expect((refused as Error).message).not.toContain('zhang');
    expect(failed).toMatchObject({ problem: 'sendUnreachable' });
  });
});

test('a text message through AWS goes to a number with its country', async () => {
  const xml = '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>';
  answer = { status: 200, body: xml };

  await textByAws({ endpoint }).send({ ...message, channel: 'sms', to: '13812345678' });

  const [{ body } = { body: '' }] = received;
  expect(new URLSearchParams(body).get('PhoneNumber')).toBe('+8613812345678');
  expect(new URLSearchParams(body).get('Message')).toBe('登录验证码 204816。');
});

describe('a deployment', () => {
  test('that chose mail only says of text messages that nobody sends them', async () => {
    const sender = chosenSender({ MESSAGES_MAIL_FROM: 'office@linli.example' }, clock);

    const sending = sender?.send({ ...message, channel: 'sms', to: '13812345678' });

    await expect(sending).rejects.toMatchObject({ problem: 'sendNotSetUp' });
  });

  test('in China does not start with text messages that its region lacks', () => {
    const environment = { MESSAGES_TEXT: 'aws', AWS_REGION: 'cn-north-1' };

    expect(() => chosenSender(environment, clock)).toThrow('SNS');
  });
});
