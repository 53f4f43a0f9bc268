import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import type { DistrictScope } from '@linli/core/kernel';
import { messageIdOf, OutgoingMessages, queueMessage } from '@linli/core/messaging';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleFolder, LAMBDAS, metafileOf, ROOT } from '../../infra/src/bundles.ts';
import {
  createTestTable,
  districtTable,
  type Engine,
  startEngine,
  type TestTable,
} from '../support/engine.ts';
import { builtBundles } from './support/bundles.ts';
import { LambdaProcess } from './support/lambda-process.ts';
import { synthesise } from './support/synthesis.ts';

type Sent = { MessageBody: string; DelaySeconds: number };

let engine: Engine;
let table: TestTable;
let keeper: Pick<DistrictScope, 'districtId' | 'table'>;
let jobs: LambdaProcess;
const sent: Sent[] = [];

/** Takes jobs as SQS would, and keeps them. */
const queue = createServer(async (request, response) => {
  const job = (await json(request)) as Sent;
  sent.push(job);
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
  const digest = createHash('md5').update(job.MessageBody).digest('hex');
  response.end(JSON.stringify({ MessageId: 'm2', MD5OfMessageBody: digest }));
});

beforeAll(async () => {
  await builtBundles();
  engine = await startEngine();
  table = await createTestTable(engine.endpoint);
  keeper = { districtId: 'main', table: districtTable(table, 'main') };
  queue.listen(0, '127.0.0.1');
  await once(queue, 'listening');
  jobs = new LambdaProcess('jobs', {
    TABLE_NAME: table.tableName,
    DISTRICT_ID: 'main',
    TENANT_ROLE_ARN: 'arn:aws-cn:iam::111111111111:role/tenant',
    FILES_BUCKET_ARN: 'arn:aws-cn:s3:::files',
    ID_NUMBERS_KEY_ARN: 'arn:aws-cn:kms:cn-north-1:111111111111:key/id-numbers',
    JOBS_QUEUE_URL: `http://127.0.0.1:${(queue.address() as AddressInfo).port}/111111111111/jobs`,
    AWS_REGION: 'cn-north-1',
    AWS_ACCESS_KEY_ID: 'AKIDOWNROLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    // What somebody might hope turns a deployed function into one machine.
    ...{ OUTBOX: '1', LINLI_OUTBOX: '1', MESSAGES_OUTBOX: '1', MESSAGES_SENDER: 'outbox', DEMO: '1' },
    ...{ DATA_DIR: '.data', NODE_ENV: 'development', DYNAMODB_ENDPOINT: engine.endpoint },
  });
});
afterAll(async () => {
  jobs?.stop();
  queue.close();
  await engine?.stop();
});

const OF_ONE_MACHINE =
  /outboxSender|outboxPage|answerOutbox|MessageQueue|demoSignIns|onboardDemo|startOneMachine/;

test.each(LAMBDAS)('the %s bundle holds neither the outbox nor demo sign-ins', (name) => {
  const { inputs } = JSON.parse(readFileSync(metafileOf(name), 'utf8')) as { inputs: object };
  const text = readdirSync(bundleFolder(name))
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => readFileSync(join(bundleFolder(name), file), 'utf8'))
    .join('\n');

  expect(Object.keys(inputs).filter((source) => source.includes('functions/src/local/'))).toEqual([]);
  expect(text).not.toMatch(OF_ONE_MACHINE);
  expect(text).not.toContain('还没有消息。 <span');
});

test('those names are what one machine has, so that looking for them means something', () => {
  const local = join(ROOT, 'functions/src/local');
  const text = readdirSync(local).map((file) => readFileSync(join(local, file), 'utf8'));

  const found = new Set(text.join('\n').match(new RegExp(OF_ONE_MACHINE, 'g')));
  expect([...found].sort()).toEqual(OF_ONE_MACHINE.source.split('|').sort());
});

test.each(['global', 'china'] as const)(
  'no variable that the stacks of %s bind speaks of it',
  (deployment) => {
    const names = synthesise(deployment)
      .all('AWS::Lambda::Function')
      .flatMap(({ Properties }) =>
        Object.keys((Properties['Environment'] as { Variables: object } | undefined)?.Variables ?? {}),
      );

    expect(names).toContain('JOBS_QUEUE_URL');
    expect(names.filter((name) => /OUTBOX|DEMO|LOCAL|DATA_DIR|DYNAMODB_ENDPOINT/i.test(name))).toEqual([]);
  },
);

test('where no provider is set up a deployed message is not called sent: it says so and is tried again', async () => {
  const now = new Date().toISOString();
  const id = messageIdOf(now, 'deployed');
  const goodUntil = new Date(Date.now() + 3_600_000).toISOString();
  const draft = { id, tenantId: '*', channel: 'sms', to: '13812345678', language: 'zh-CN' } as const;
  const code = { template: 'signInCode', params: {}, secret: '204816', goodUntil } as const;
  await keeper.table.commit([queueMessage(keeper, { ...draft, ...code }, now)]);
  const job = { tenantId: '*', messageId: id };

  await jobs.invoke({ Records: [{ messageId: 'm1', body: JSON.stringify(job) }] });

  const get = OutgoingMessages.get({ districtId: 'main', tenantId: '*', id });
  const stored = await keeper.table.get(OutgoingMessages, get, { consistent: true });
  expect(stored).toMatchObject({ state: 'waiting', tries: 1, problem: 'sendNotSetUp' });
  expect(sent).toMatchObject([{ MessageBody: JSON.stringify(job) }]);
  // The next try is due after a minute.
  expect(sent[0]?.DelaySeconds).toBeGreaterThan(0);
  expect(sent[0]?.DelaySeconds).toBeLessThanOrEqual(60);
});
