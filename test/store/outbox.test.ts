import { type DistrictScope, IN_JOB, SYSTEM } from '@linli/core/kernel';
import {
  type MessageDraft,
  type MessageJob,
  messageIdOf,
  messageWanted,
  OutgoingMessages,
  queueMessage,
  type ReadyMessage,
} from '@linli/core/messaging';
import { createCommunity } from '@linli/core/tenancy';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MessageQueue } from '../../functions/src/local/message-queue.ts';
import { answerOutbox, outboxSender } from '../../functions/src/local/outbox.ts';
import {
  createTestTable,
  districtTable,
  type Engine,
  startEngine,
  type TestTable,
} from '../support/engine.ts';

const START = '2026-05-01T08:00:00.000Z';
const LINK = 'https://linli.example/join/abcd?a=1&b=2';

let engine: Engine;
let table: TestTable;
let districts = 0;
let district: DistrictScope;
let tenantId: string;

beforeAll(async () => {
  engine = await startEngine();
  table = await createTestTable(engine.endpoint);
});
afterAll(() => engine.stop());
beforeEach(async () => {
  const districtId = `district${++districts}`;
  const asking = { actor: SYSTEM, now: START, requestId: 'req_test', from: IN_JOB };
  district = { ...asking, districtId, table: districtTable(table, districtId) };
  ({ tenantId } = await createCommunity(district, { name: '东环路社区', slug: 'donghuan', key: 'one-key' }));
});

const deps = (sender = outboxSender) => ({
  districtId: district.districtId,
  table: district.table,
  clock: () => START,
  sender,
  log: () => {},
});

async function queued(cause: string, more: Partial<MessageDraft> = {}): Promise<MessageJob> {
  const draft = {
    ...{ id: messageIdOf(START, cause), tenantId, channel: 'sms', to: '13812345678', language: 'zh-CN' },
    template: 'invitation',
    params: { place: '东环路社区', inviter: '王<b>芳', role: 'staff' },
    secret: LINK,
    goodUntil: '2026-05-08T08:00:00.000Z',
    ...more,
  } as MessageDraft;
  await district.table.commit([queueMessage(district, draft, START)]);
  return { tenantId: draft.tenantId, messageId: draft.id };
}

const stateOf = async ({ tenantId, messageId: id }: MessageJob) => {
  const { districtId } = district;
  const get = OutgoingMessages.get({ districtId, tenantId, id });
  return (await district.table.get(OutgoingMessages, get, { consistent: true }))?.state;
};

const open = (url = 'http://localhost:3000/outbox', headers = {}, from = '127.0.0.1') =>
  answerOutbox(district, new Request(url, { headers }), from);

test('the outbox shows the whole message with a link that can be followed, and runs nothing', async () => {
  const job = await queued('shown');
  const queue = new MessageQueue(deps());
  queue.want(job);
  await until(async () => (await stateOf(job)) === 'sent');
  await queue.stop();

  const answer = await open();
  const page = await answer.text();

  const escaped = LINK.replace('&', '&#38;');
  expect(page).toContain(`<a href="${escaped}">${escaped}</a>`);
  expect(page).toContain('王&#60;b&#62;芳邀请您担任社区工作人员');
  expect(page).toContain('13812345678');
  expect(page).not.toMatch(/<script|<b>芳/);
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test("it has the district's messages too, newest first, and fifty at most", async () => {
  for (let i = 0; i < 51; i++)
    await queued(`many ${i}`, {
      id: messageIdOf(new Date(Date.parse(START) + i).toISOString(), 'many'),
      to: `138000000${String(i).padStart(2, '0')}`,
    });
  await queued('of the district', {
    id: messageIdOf('2026-05-01T08:00:01.000Z', 'newest'),
    tenantId: '*',
    to: '13900000000',
  });

  const page = await (await open()).text();

  const numbers = [...page.matchAll(/<span>(13\d{9})<\/span>/g)].map(([, number]) => number);
  expect(numbers).toHaveLength(50);
  expect(numbers.slice(0, 2)).toEqual(['13900000000', '13800000050']);
});

test('an empty outbox says so in both languages', async () => {
  const page = await (await open()).text();

  expect(page).toContain('还没有消息');
  expect(page).toContain('No messages yet');
});

test.each([
  ['from another machine', 'http://localhost:3000/outbox', {}, '192.168.1.7'],
  ['under a name that was pointed here', 'http://evil.example:3000/outbox', {}, '127.0.0.1'],
  ['through a proxy', 'http://localhost:3000/outbox', { 'x-forwarded-for': '1.2.3.4' }, '127.0.0.1'],
])('there is no such page %s', async (_, url, headers, from) => {
  await queued('hidden');

  const answer = await open(url, headers, from);

  expect(answer.status).toBe(404);
  expect(await answer.text()).not.toContain('abcd');
});

test.each(['http://127.0.0.1:3000/outbox', 'http://[::1]:3000/outbox'])('%s is this machine', async (url) => {
  expect((await open(url, {}, '::ffff:127.0.0.1')).status).toBe(200);
});

test('a start takes up what still waited at the last end, in every community and in the district', async () => {
  const jobs = [await queued('waits'), await queued('waits too', { tenantId: '*' })];
  const received: ReadyMessage[] = [];
  const sender = { send: async (message: ReadyMessage) => void received.push(message) };

  const queue = new MessageQueue(deps(sender));
  await queue.resume();
  await until(async () => (await Promise.all(jobs.map(stateOf))).every((state) => state === 'sent'));
  await queue.stop();

  expect(received.map(({ id }) => id).sort()).toEqual(jobs.map(({ messageId }) => messageId).sort());
});

test('a failed message is sent by itself when its next try is due', async () => {
  const job = await queued('failing');
  let now = START;
  let tries = 0;
  const sender = {
    async send() {
      tries++;
      // The minute passes while the queue sleeps: its clock is asked after the failure is noted.
      if (tries === 1) throw new Error('no line');
    },
  };
  const clock = () => {
    const asked = now;
    if (tries === 1) now = '2026-05-01T08:01:00.000Z';
    return asked;
  };

  const queue = new MessageQueue({ ...deps(sender), clock });
  queue.want(job);
  await until(async () => (await stateOf(job)) === 'sent');
  await queue.stop();

  expect(tries).toBe(2);
});

test('what is not a message wakes nobody', () => {
  expect(messageWanted({ __edb_e__: 'import', askedNo: 1 }, undefined)).toBeUndefined();
  expect(messageWanted(undefined, { __edb_e__: 'outgoingMessage', askedNo: 1 })).toBeUndefined();
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}
