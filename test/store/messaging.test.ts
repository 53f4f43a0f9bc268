import { type DistrictScope, type Grant, IN_JOB, type LinliError, SYSTEM } from '@linli/core/kernel';
import {
  listMessages,
  type MessageDraft,
  type MessageScope,
  type MessageSender,
  messageIdOf,
  messageWanted,
  OutgoingMessages,
  queueMessage,
  type ReadyMessage,
  retryMessage,
  SendFailure,
  sendWaiting,
  waitingMessages,
} from '@linli/core/messaging';
import { type AnyEntity, Table } from '@linli/core/table';
import type { EntityItem } from 'electrodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { meter } from '../../packages/core/src/table/meter.ts';
import {
  createTestTable,
  districtTable,
  type Engine,
  startEngine,
  type TestTable,
} from '../support/engine.ts';
import { readWholeStream } from '../support/stream.ts';

const START = '2026-05-01T08:00:00.000Z';
const CODE = '204816';

let engine: Engine;
let table: TestTable;
let now: string;
let tenants = 0;
let tenantId: string;
let logged: Record<string, unknown>[];

beforeAll(async () => {
  engine = await startEngine();
  table = await createTestTable(engine.endpoint);
});
afterAll(() => engine.stop());
beforeEach(() => {
  now = START;
  tenantId = `tnt_${++tenants}`;
  logged = [];
});

const keeper = () => ({ districtId: 'xindu', table: districtTable(table, 'xindu') });
const scope = (more: Partial<DistrictScope> = {}): MessageScope => ({
  ...keeper(),
  actor: SYSTEM,
  now,
  requestId: 'req_test',
  from: IN_JOB,
  tenantId,
  ...more,
});
const passed = (minutes: number) => {
  now = new Date(Date.parse(now) + minutes * 60_000).toISOString();
};

const draft = (more: Partial<MessageDraft> = {}): MessageDraft =>
  ({
    id: messageIdOf(now, 'code', tenantId),
    tenantId,
    channel: 'sms',
    to: '138 1234 5678',
    language: 'zh-CN',
    template: 'signInCode',
    params: {},
    secret: CODE,
    goodUntil: '2026-05-02T08:00:00.000Z',
    ...more,
  }) as MessageDraft;

async function queued(more: Partial<MessageDraft> = {}): Promise<string> {
  const asked = draft(more);
  await keeper().table.commit([queueMessage(keeper(), asked, now)]);
  return asked.id;
}

/** A provider that keeps what it was handed, and fails as often as it is told to. */
function provider(failures: readonly Error[] = []) {
  const received: ReadyMessage[] = [];
  const left = [...failures];
  const sender: MessageSender = {
    async send(message) {
      received.push(message);
      const failure = left.shift();
      if (failure !== undefined) throw failure;
    },
  };
  return Object.assign(sender, { received });
}

const send = (messageId: string, sender: MessageSender, table = keeper().table) =>
  sendWaiting(
    { districtId: 'xindu', table, sender, clock: () => now, log: (entry) => logged.push(entry) },
    { tenantId, messageId },
  );

/** A table whose readers wait for each other: nobody writes before all have read. */
function meeting(readers: number): Table {
  const { promise: all, resolve } = Promise.withResolvers<void>();
  let read = 0;
  class Meeting extends Table {
    override async get<E extends AnyEntity>(...asked: Parameters<Table['get']>) {
      const found = await super.get(...asked);
      read += 1;
      if (read === readers) resolve();
      await all;
      return found as EntityItem<E> | undefined;
    }
  }
  return new Meeting(table.client, table.tableName, 'D#xindu#');
}

const stored = (id: string) =>
  keeper().table.get(OutgoingMessages, OutgoingMessages.get({ districtId: 'xindu', tenantId, id }), {
    consistent: true,
  });

const unreachable = () => new SendFailure('sendUnreachable', 'no line');

describe('queueing', () => {
  test('costs one write unit by itself, whatever it says', async () => {
    const metered = meter(table.client);
    const asked = draft({
      channel: 'mail',
      to: `${'a'.repeat(60)}@linli.example`,
      template: 'invitation',
      params: { place: '社'.repeat(60), inviter: '王'.repeat(20), role: 'communityAdministrator' },
      secret: `https://linli.example/join/${'x'.repeat(60)}`,
    });
    const view = new Table(metered.client, table.tableName, 'D#xindu#');

    await view.commit([queueMessage(keeper(), asked, now)]);

    expect(metered.totals()).toMatchObject({ calls: 1, writeUnits: 1 });
  });

  test('is done once for one id', async () => {
    const id = await queued();

    await expect(queued({ id })).rejects.toMatchObject({ code: 'conflict', reason: 'keyReused' });
  });

  test.each([
    ['sms', 'not a number'],
    ['sms', 'z@linli.example'],
    ['mail', '13812345678'],
    ['mail', 'z@linli.example\r\nbcc: all@linli.example'],
  ] as const)('refuses a recipient of %s that nobody can write to: %s', (channel, to) => {
    const refusal = captured(() => queueMessage(keeper(), draft({ channel, to }), now));

    expect(refusal).toMatchObject({ code: 'invalid', issues: [{ field: 'to', reason: 'recipientInvalid' }] });
  });

  test('is forgotten by the table after a week', async () => {
    const id = await queued();

    expect((await stored(id))?.expiresAt).toBe(Date.parse('2026-05-08T08:00:00.000Z') / 1000);
  });
});

describe('sending', () => {
  test('hands the message over once, and then forgets what it said', async () => {
    const id = await queued();
    const service = provider();

    const again = await send(id, service);
    await send(id, service);

    expect(again).toBeUndefined();
    expect(service.received).toMatchObject([{ id, channel: 'sms', to: '13812345678' }]);
    expect(service.received[0]?.text).toContain(CODE);
    const kept = await stored(id);
    expect(kept).toMatchObject({ state: 'sent', sentAt: START, tries: 1 });
    expect(JSON.stringify(kept)).not.toContain(CODE);
  });

  test('keeps what it says where the table itself is where it is read', async () => {
    const id = await queued();

    await send(id, Object.assign(provider(), { isReadInTable: true }));

    expect(await stored(id)).toMatchObject({ state: 'sent', secret: CODE });
  });

  test('by eight workers who found it waiting at the same moment sends once', async () => {
    const id = await queued();
    const service = provider();
    const met = meeting(8);

    await Promise.all(Array.from({ length: 8 }, () => send(id, service, met)));

    expect(service.received).toHaveLength(1);
    expect(await stored(id)).toMatchObject({ state: 'sent', tries: 1 });
  });

  test('that fails says why, and when it is tried again; not a moment earlier', async () => {
    const id = await queued();
    const service = provider([unreachable()]);

    const again = await send(id, service);
    passed(0.9);
    const tooEarly = await send(id, service);
    passed(0.1);
    await send(id, service);

    expect([again, tooEarly]).toEqual(['2026-05-01T08:01:00.000Z', '2026-05-01T08:01:00.000Z']);
    expect(service.received.map((message) => message.id)).toEqual([id, id]);
    expect(await stored(id)).toMatchObject({ state: 'sent', tries: 2 });
    expect((await stored(id))?.problem).toBeUndefined();
  });

  test('that never succeeds is given up after five tries, stays visible, and does not tell the log what it said', async () => {
    const id = await queued();
    const service = provider(Array.from({ length: 9 }, () => new SendFailure('sendRefused', 'HTTP 500')));

    for (let again: string | undefined = now; again !== undefined; again = await send(id, service))
      now = again;

    expect(service.received).toHaveLength(5);
    expect((await listMessages(scope(), {})).items).toMatchObject([
      { id, state: 'failed', tries: 5, problem: 'sendRefused' },
    ]);
    expect(logged.map(({ level }) => level)).toEqual(['warn', 'warn', 'warn', 'warn', 'error']);
    expect(JSON.stringify(logged)).not.toMatch(new RegExp(`${CODE}|5678`));
  });

  test('is taken up again when the worker died at it, and not before its minute is over', async () => {
    const id = await queued();
    void send(id, { send: () => new Promise(() => {}) });
    await until(async () => (await stored(id))?.takenUntil !== undefined);
    const service = provider();

    const meanwhile = await send(id, service);
    passed(1);
    await send(id, service);

    expect(meanwhile).toBe('2026-05-01T08:01:00.000Z');
    expect(service.received).toHaveLength(1);
    expect(await stored(id)).toMatchObject({ state: 'sent', tries: 2 });
  });

  test('by a worker that comes back too late undoes nothing of the one that took over', async () => {
    const id = await queued();
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const late = send(id, { send: () => first.promise });
    await until(async () => (await stored(id))?.tries === 1);
    passed(1);
    const inTime = send(id, { send: () => second.promise });
    await until(async () => (await stored(id))?.tries === 2);

    first.reject(unreachable());
    await late;
    const between = await stored(id);
    second.resolve();
    await inTime;

    expect(between).toMatchObject({ state: 'waiting', takenUntil: '2026-05-01T08:02:00.000Z' });
    expect(between?.problem).toBeUndefined();
    expect(await stored(id)).toMatchObject({ state: 'sent', tries: 2 });
  });

  test('leaves a code that has run out unsent, says so, and forgets it', async () => {
    const id = await queued({ goodUntil: '2026-05-01T08:05:00.000Z' });
    const service = provider();
    passed(5);

    await send(id, service);

    expect(service.received).toEqual([]);
    const kept = await stored(id);
    expect(kept).toMatchObject({ state: 'failed', problem: 'sendTooLate', tries: 0 });
    expect(kept?.secret).toBeUndefined();
  });
});

describe('the list', () => {
  test("has a sender's own messages, newest first, without what they say and to whom", async () => {
    const first = await queued();
    passed(1);
    const second = await queued({ id: messageIdOf(now, 'second', tenantId) });

    const { items } = await listMessages(scope(), {});
    const others = await listMessages({ ...scope(), tenantId: 'tnt_other' }, {});

    expect(items.map(({ id }) => id)).toEqual([second, first]);
    expect(items[0]?.to).toBe('138****5678');
    expect(JSON.stringify(items)).not.toMatch(new RegExp(`${CODE}|12345678`));
    expect(others.items).toEqual([]);
  });

  test.each([
    ['staff of the community', { role: 'staff', tenantId: 'its own' }, 'forbidden'],
    [
      "another community's administrator",
      { role: 'communityAdministrator', tenantId: 'tnt_other' },
      'forbidden',
    ],
    ['its administrator', { role: 'communityAdministrator', tenantId: 'its own' }, undefined],
    ['the district', { role: 'districtAdministrator', tenantId: '*' }, undefined],
  ] as const)('is for who manages people: %s', async (_, { role, tenantId: of }, refused) => {
    const grant: Grant = { role, tenantId: of === 'its own' ? tenantId : of };
    const actor = { kind: 'user' as const, id: 'usr_1', name: '人', grants: [grant] };

    const answer = await listMessages(scope({ actor }), {}).then(
      () => undefined,
      (error: LinliError) => error.code,
    );

    expect(answer).toBe(refused);
  });
});

describe('a retry by hand', () => {
  test('begins all tries anew and wakes the sender, when a message was given up', async () => {
    const id = await queued();
    const broken = provider(Array.from({ length: 5 }, unreachable));
    for (let again: string | undefined = now; again !== undefined; again = await send(id, broken))
      now = again;

    const asked = await retryMessage(scope(), id);
    await send(id, provider());

    expect(asked).toMatchObject({ state: 'waiting', tries: 0, nextTryAt: now });
    expect(asked.problem).toBeUndefined();
    expect(await stored(id)).toMatchObject({ state: 'sent', tries: 1 });
  });

  test('is refused for what was sent, what has run out, and what is not there', async () => {
    const sent = await queued();
    await send(sent, provider());
    const old = await queued({
      id: messageIdOf(now, 'old', tenantId),
      goodUntil: '2026-05-01T08:05:00.000Z',
    });
    passed(10);

    const refusals = [sent, old, 'msg_none'].map((id) =>
      retryMessage(scope(), id).catch((error: LinliError) => error.reason),
    );

    expect(await Promise.all(refusals)).toEqual(['messageSent', 'messageRunOut', 'notFound']);
  });

  test('leaves a message that is being sent at this moment to who sends it', async () => {
    const id = await queued();
    const { promise, resolve } = Promise.withResolvers<void>();
    const under = send(id, { send: () => promise });
    await until(async () => (await stored(id))?.takenUntil !== undefined);

    await retryMessage(scope(), id);
    resolve();
    await under;

    expect(await stored(id)).toMatchObject({ state: 'sent', tries: 1, askedNo: 1 });
  });

  test("reaches no other community's message", async () => {
    const id = await queued();

    await expect(retryMessage({ ...scope(), tenantId: 'tnt_other' }, id)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

test('the stream wakes the sender when a message is queued and when it is asked for again, and at no other change', async () => {
  const id = await queued();
  const broken = provider(Array.from({ length: 5 }, unreachable));
  for (let again: string | undefined = now; again !== undefined; again = await send(id, broken)) now = again;
  await retryMessage(scope(), id);
  await send(id, provider());

  const { events } = await readWholeStream(engine.endpoint, table);

  const wanted = events
    .map(({ newImage, oldImage }) => messageWanted(newImage, oldImage))
    .filter((job) => job?.messageId === id);
  expect(wanted).toEqual([
    { tenantId, messageId: id },
    { tenantId, messageId: id },
  ]);
});

test('what still waits is found again after a restart, and what is over is not', async () => {
  const over = await queued();
  await send(over, provider());
  const waits = await queued({ id: messageIdOf(now, 'waits', tenantId) });

  expect(await waitingMessages(keeper(), tenantId)).toEqual([{ tenantId, messageId: waits }]);
});

function captured(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}
