import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TABLE_ACTIONS } from '../../infra/src/constructs/data-access.ts';
import { type LocalDeployment, ORIGIN, openDeployment } from './support/deployment.ts';
import { cookiesOf, type GatewayAnswer, gatewayEvent, jsonOf } from './support/gateway.ts';
import type { LambdaProcess } from './support/lambda-process.ts';
import { codeNow } from './support/second-factor.ts';

const TENANT = 'tnt_01hzy0000000000000000000aa';
const MiB = 1024 * 1024;
const PASSWORD = 'fan-tong-9-lou';

let deployment: LocalDeployment;

beforeAll(async () => {
  deployment = await openDeployment();
  await deployment.addCommunity({ slug: 'donghuan', tenantId: TENANT, modules: ['timebank'] });
});
afterAll(() => deployment?.stop());

const IN_CHINESE = { 'accept-language': 'zh-CN' };

describe('the api function', () => {
  let api: LambdaProcess;
  const get = (path: string, headers = {}) =>
    api.invoke<GatewayAnswer>(gatewayEvent('GET', path, { headers: { ...IN_CHINESE, ...headers } }));

  beforeAll(() => {
    api = deployment.start('api');
  });

  test('describes itself', async () => {
    const answer = await get('/api/openapi.json');

    expect(answer.statusCode).toBe(200);
    expect(jsonOf(answer)).toMatchObject({ openapi: '3.1.0' });
    expect(Object.keys(jsonOf(answer).paths).length).toBeGreaterThan(10);
  });

  test('says that it lives, and that it reaches the table', async () => {
    const [lives, ready] = [await get('/healthz'), await get('/readyz')];

    expect([lives.statusCode, jsonOf(lives)]).toEqual([200, { status: 'ok' }]);
    expect([ready.statusCode, jsonOf(ready)]).toEqual([200, { table: true }]);
  });

  test('does not know a community that is not there', async () => {
    const answer = await get('/api/v1/communities/nowhere/timebank/catalogue-items');

    expect(answer.statusCode).toBe(404);
    expect(jsonOf(answer).error).toMatchObject({
      code: 'not_found',
      message: expect.stringMatching(/\p{Script=Han}/u),
    });
  });

  test('asks a stranger on a console route to sign in', async () => {
    const answer = await get('/api/v1/communities/donghuan/timebank/volunteers');

    expect(answer.statusCode).toBe(401);
    expect(jsonOf(answer).error.code).toBe('unauthenticated');
  });

  test("reads a community's public list with credentials that can only read what is public, and of no other community", async () => {
    const answer = await get('/api/v1/communities/donghuan/timebank/catalogue-items');

    expect([answer.statusCode, jsonOf(answer)]).toEqual([200, { items: [] }]);
    expect(deployment.desk.taken.at(-1)).toMatchObject({
      role: 'arn:aws-cn:iam::111111111111:role/tenant',
      session: `${TENANT}.public`,
      policy: {
        Statement: expect.arrayContaining([
          expect.objectContaining({
            Action: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
            Condition: {
              'ForAllValues:StringLike': {
                'dynamodb:LeadingKeys': expect.arrayContaining([`T#${TENANT}#catalogueItem`]),
              },
              Null: { 'dynamodb:LeadingKeys': 'false' },
            },
          }),
        ]),
      },
    });
  });

  test('takes them once, not once a request', async () => {
    const before = deployment.desk.taken.length;
    await get('/api/v1/communities/donghuan/timebank/catalogue-items');

    expect(deployment.desk.taken.length).toBe(before);
  });

  test('answers compressed when asked to, because the gateway does not', async () => {
    const answer = await get('/api/openapi.json', { 'accept-encoding': 'gzip' });

    expect([answer.headers['content-encoding'], answer.isBase64Encoded]).toEqual(['gzip', true]);
  });

  test("refuses a form that is larger than one request carries, in the reader's language", async () => {
    const send = (language: string, bytes: number) =>
      api.invoke<GatewayAnswer>(
        gatewayEvent('POST', '/api/v1/communities/donghuan/importing/imports/imp_1/files', {
          headers: { 'accept-language': language },
          body: 'a'.repeat(bytes),
        }),
      );
    const [zh, en, small] = [
      await send('zh-CN', 4.1 * MiB),
      await send('en', 4.1 * MiB),
      await send('en', 4 * MiB),
    ];

    expect([zh.statusCode, en.statusCode, small.statusCode]).toEqual([413, 413, 401]);
    expect(jsonOf(zh).error).toEqual({
      code: 'limit_exceeded',
      reason: 'bodyTooLarge',
      message: expect.stringMatching(/4 MB.*拆小/),
      requestId: expect.stringMatching(/^req_/),
    });
    expect(jsonOf(en).error.message).toMatch(/at most 4 MB/);
  });
});

describe('the auth function', () => {
  let auth: LambdaProcess;
  const signIn = (body: object, headers = {}) =>
    auth.invoke<GatewayAnswer>(
      gatewayEvent('POST', '/auth/sign-in', {
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    );

  beforeAll(() => {
    auth = deployment.start('auth');
  });

  test('refuses somebody it does not know', async () => {
    expect((await signIn({ username: 'nobody', password: 'whatever-it-is' })).statusCode).toBe(401);
  });

  test('lets in the first administrator, whom an operator added without HTTP, with a cookie tied to this host', async () => {
    const { userId } = await auth.invoke<{ userId: string }>({
      addStaff: {
        username: 'quban',
        name: '区办',
        password: PASSWORD,
        grants: [{ role: 'districtAdministrator', tenantId: '*' }],
      },
    });
    const answer = await signIn({ username: 'quban', password: PASSWORD }, { origin: ORIGIN });

    expect(userId).toMatch(/^usr_/);
    expect(answer.statusCode).toBe(200);
    const [cookie = ''] = answer.cookies ?? [];
    expect(cookie).toMatch(/^__Host-linli\.session_token=/);
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part);
  });

  test('lets an administrator no further than to getting a second factor, and in with it', async () => {
    const first = await signIn({ username: 'quban', password: PASSWORD }, { origin: ORIGIN });
    const cookie = cookiesOf(first);
    const post = (path: string, body: object) =>
      auth.invoke<GatewayAnswer>(
        gatewayEvent('POST', path, {
          headers: { 'content-type': 'application/json', origin: ORIGIN, cookie },
          body: JSON.stringify(body),
        }),
      );

    const tokens = await post('/auth/tokens', {});
    const { offer, secret } = jsonOf(await post('/auth/second-factor/offer', {}));
    const confirmed = await post('/auth/second-factor/confirmation', { offer, code: await codeNow(secret) });

    expect(jsonOf(first)).toEqual({ next: 'enrolment' });
    expect(tokens.statusCode).toBe(401);
    expect(jsonOf(confirmed)).toMatchObject({ user: { name: '区办' } });
    expect(jsonOf(await signIn({ username: 'quban', password: PASSWORD }))).toEqual({ next: 'secondFactor' });
  });

  test('adds nobody because a request asks for it', async () => {
    const grants = [{ role: 'districtAdministrator', tenantId: '*' }];
    const person = { username: 'mallory', name: 'M', password: PASSWORD, grants };
    await signIn({ addStaff: person });

    expect((await signIn({ username: 'mallory', password: PASSWORD })).statusCode).toBe(401);
  });

  test('signs nobody in from another site', async () => {
    const elsewhere = { origin: 'https://elsewhere.example' };

    expect((await signIn({ username: 'quban', password: PASSWORD }, elsewhere)).statusCode).toBe(403);
  });

  test('needs no credentials of any community', async () => {
    const before = deployment.desk.taken.length;
    await signIn({ username: 'quban', password: PASSWORD });

    expect(deployment.desk.taken.length).toBe(before);
  });
});

describe('the web function', () => {
  let web: LambdaProcess;
  const get = (path: string, headers = {}) =>
    web.invoke<GatewayAnswer>(gatewayEvent('GET', path, { headers: { ...IN_CHINESE, ...headers } }));

  beforeAll(() => {
    web = deployment.start('web');
  });

  test('answers a page', async () => {
    const answer = await get('/nowhere');

    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.body).toContain('<html');
  });

  test("serves the site's own files, the hashed ones for a year", async () => {
    const { body } = await get('/nowhere');
    const [hashed = ''] = /\/_app\/immutable\/[\w./-]+\.css/.exec(body) ?? [];
    const answer = await get(hashed, { 'accept-encoding': 'gzip' });

    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringContaining('text/css'),
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
    });
  });

  test('lets its pages send files to the bucket, and to nobody else', async () => {
    const policy = String((await get('/nowhere')).headers['content-security-policy']);

    expect(policy).toMatch(/connect-src 'self' https:\/\/files\.s3\.cn-north-1\.amazonaws\.com\.cn(;|$)/);
  });

  test('answers a form that is larger than one request carries with a sentence', async () => {
    const answer = await web.invoke<GatewayAnswer>(
      gatewayEvent('POST', '/console/donghuan/importing', {
        headers: { ...IN_CHINESE, 'content-type': 'multipart/form-data; boundary=x' },
        body: 'a'.repeat(4 * MiB + 1),
      }),
    );

    expect([answer.statusCode, answer.body]).toEqual([413, expect.stringContaining('一次提交不能超过 4 MB')]);
  });

  test('says with every answer what browsers must keep to, and never to come without HTTPS again', async () => {
    const [page, file] = [await get('/nowhere'), await get('/favicon.svg')];

    for (const { headers } of [page, file])
      expect(headers).toMatchObject({
        'strict-transport-security': 'max-age=63072000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'content-security-policy': expect.stringMatching(/^default-src 'none'/),
      });
  });

  test('refuses a form that a page of another site sent', async () => {
    const form = {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'https://other.linli.example',
    };
    const answer = await web.invoke<GatewayAnswer>(
      gatewayEvent('POST', '/sign-out', { headers: { ...IN_CHINESE, ...form }, body: 'a=b' }),
    );

    expect([answer.statusCode, answer.body]).toEqual([403, expect.stringContaining('不是从本站的页面发出')]);
  });

  test('opens no file outside its folder', async () => {
    for (const path of ['/../index.mjs', '/%2e%2e/index.mjs', '/_app/../../index.mjs'])
      expect((await get(path)).body).not.toContain('createRequire');
  });
});

describe('the stream function', () => {
  test('counts a new volunteer in their community', async () => {
    const volunteer = {
      pk: `T#${TENANT}#volunteer`,
      sk: 'vol_1',
      __edb_e__: 'volunteer',
      __edb_v__: '1',
      tenantId: TENANT,
      id: 'vol_1',
      personId: 'prs_1',
      volunteerNo: '0001',
      name: '王秀英',
      partyMember: false,
      registeredOn: '2016-03-05',
    };
    const record = {
      eventName: 'INSERT',
      dynamodb: { SequenceNumber: '100', NewImage: marshall(volunteer) },
    };
    const answer = await deployment.start('stream').invoke({ shardId: 'shard-1', Records: [record, record] });

    expect(answer).toEqual({ state: {}, batchItemFailures: [] });
    expect(await countersOf(TENANT)).toMatchObject({ volunteers: 1 });
  });
});

describe('the jobs function', () => {
  test('lets a message go whose import is not there any more', async () => {
    const body = JSON.stringify({ tenantId: TENANT, importId: 'imp_gone' });

    await expect(
      deployment.start('jobs').invoke({ Records: [{ messageId: 'm1', body }] }),
    ).resolves.toBeUndefined();
  });

  test('keeps a message whose community it cannot act for', async () => {
    const body = JSON.stringify({ tenantId: 'tnt*', importId: 'imp_1' });

    await expect(deployment.start('jobs').invoke({ Records: [{ messageId: 'm1', body }] })).rejects.toThrow(
      'Not a tenant id',
    );
  });
});

test('all that was asked of the table is among the actions the roles allow', () => {
  const asked = [...deployment.desk.operations].map((name) => ACTION_OF[name] ?? `dynamodb:${name}`);

  expect(asked.length).toBeGreaterThan(3);
  expect(asked.filter((action) => !TABLE_ACTIONS.includes(action))).toEqual([]);
});

/** Operations that IAM allows under the names of their parts. */
const ACTION_OF: Record<string, string> = {
  TransactWriteItems: 'dynamodb:UpdateItem',
  BatchExecuteStatement: 'dynamodb:PartiQLInsert',
};

async function countersOf(tenantId: string): Promise<Record<string, unknown>> {
  const { Item = {} } = await deployment.client.send(
    new GetCommand({
      TableName: deployment.tableName,
      Key: { pk: `T#${tenantId}#tally`, sk: 'all#community' },
    }),
  );
  return Item;
}
