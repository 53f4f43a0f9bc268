import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalDeployment, ORIGIN, openDeployment } from './support/deployment.ts';
import { cookiesOf, type GatewayAnswer, gatewayEvent, jsonOf } from './support/gateway.ts';
import type { LambdaProcess } from './support/lambda-process.ts';
import { codeNow } from './support/second-factor.ts';

/*
 * What a community's staff do, through nothing but the bundles that synth produced: sign in, import a ledger, read it in
 * the console, write down a service; and what a resident sees of it.
 */
const TENANT = 'tnt_01hzy0000000000000000000bb';
const PASSWORD = 'fan-tong-9-lou';
const BOUNDARY = 'of-the-journey';

let deployment: LocalDeployment;
let [api, auth, web, jobs]: LambdaProcess[] = [];
let cookie = '';

beforeAll(async () => {
  deployment = await openDeployment();
  await deployment.addCommunity({
    slug: 'donghuan',
    tenantId: TENANT,
    modules: ['courtyard', 'timebank'],
  });
  [api, auth, web, jobs] = (['api', 'auth', 'web', 'jobs'] as const).map((name) => deployment.start(name));
});
afterAll(() => deployment?.stop());

const ask = (
  lambda: LambdaProcess | undefined,
  method: string,
  path: string,
  { type, body, key }: { type?: string; body?: string; key?: string } = {},
): Promise<GatewayAnswer> => {
  if (lambda === undefined) throw new Error('The bundles have not been started');
  const headers = {
    accept: 'text/html',
    'accept-language': 'zh-CN',
    origin: ORIGIN,
    ...(cookie === '' ? {} : { cookie }),
    ...(type === undefined ? {} : { 'content-type': type }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  };
  return lambda.invoke<GatewayAnswer>(
    gatewayEvent(method, path, {
      headers,
      domainName: 'linli.example',
      ...(body === undefined ? {} : { body }),
    }),
  );
};

const post = (path: string, body: object) =>
  ask(auth, 'POST', path, { type: 'application/json', body: JSON.stringify(body) });

const textOf = ({ body, isBase64Encoded }: GatewayAnswer) =>
  Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8').toString('utf8');

const form = (name: string, content: string) =>
  [
    `--${BOUNDARY}`,
    `content-disposition: form-data; name="file"; filename="${name}"`,
    'content-type: text/csv',
    '',
    content,
    `--${BOUNDARY}--`,
    '',
  ].join('\r\n');

async function worked(importId: string, state: string): Promise<void> {
  await jobs?.invoke({
    Records: [{ messageId: randomUUID(), body: JSON.stringify({ tenantId: TENANT, importId }) }],
  });
  for (let look = 0; look < 50; look++) {
    const found = jsonOf(await ask(api, 'GET', `/api/v1/communities/donghuan/importing/imports/${importId}`));
    if (found.state === state) return;
    await sleep(100);
  }
  throw new Error(`The import never became ${state}`);
}

test('a signed-in administrator imports a ledger and finds it in the console', async () => {
  const grants = [{ role: 'communityAdministrator', tenantId: TENANT }];
  await auth?.invoke({ addStaff: { username: 'shequ', name: '社区', password: PASSWORD, grants } });
  const signedIn = await post('/auth/sign-in', { username: 'shequ', password: PASSWORD });
  expect(jsonOf(signedIn)).toEqual({ next: 'enrolment' });
  cookie = cookiesOf(signedIn);
  const { offer, secret } = jsonOf(await post('/auth/second-factor/offer', {}));
  const confirmed = await post('/auth/second-factor/confirmation', { offer, code: await codeNow(secret) });
  expect(confirmed.statusCode).toBe(200);
  cookie = cookiesOf(confirmed);

  const imports = '/api/v1/communities/donghuan/importing/imports';
  const begun = jsonOf(await ask(api, 'POST', imports, { key: 'journey-import' }));
  const ledgers: [string, string][] = [
    ['院落.csv', '院落名称,详细地址,户数\n桂香院,东环路379号,67'],
    ['志愿者.csv', '志愿者编号,姓名,手机号码,所在院落,注册时间\nDH0001,王秀英,199-0100-0001,桂香院,2018.1.1'],
    ['兑换目录.csv', '“时间银行”积分兑换目录\n1小时服务=10积分\n名称,类型,所需积分,库存\n雨伞,实物,50,20'],
  ];
  for (const [name, content] of ledgers) {
    const type = `multipart/form-data; boundary=${BOUNDARY}`;
    expect(
      (await ask(api, 'POST', `${imports}/${begun.id}/files`, { type, body: form(name, content) }))
        .statusCode,
    ).toBe(200);
  }
  expect((await ask(api, 'POST', `${imports}/${begun.id}/preflight`)).statusCode).toBe(202);
  await worked(begun.id, 'ready');
  expect((await ask(api, 'POST', `${imports}/${begun.id}/run`)).statusCode).toBe(202);
  await worked(begun.id, 'done');

  const list = await ask(web, 'GET', '/console/donghuan/timebank/volunteers');
  expect(list.statusCode).toBe(200);
  expect(textOf(list)).toContain('王秀英');
});

test('a service is written down by a form of the site, and shown', async () => {
  const { items } = jsonOf(await ask(api, 'GET', '/api/v1/communities/donghuan/timebank/volunteers'));
  const path = `/console/donghuan/timebank/service-records/new?volunteerId=${items[0].id}`;
  const names = [...textOf(await ask(web, 'GET', path)).matchAll(/name="(\w+)"/g)].map(([, name]) => name);
  const typed: Record<string, string> = {
    key: randomUUID(),
    volunteerId: items[0].id,
    servedOn: '2019-04-01',
    item: '义务理发',
    category: '便民服务',
    hours: '1',
    minutes: '30',
    peopleServed: '3',
  };
  expect(names.length).toBeGreaterThan(4);

  const sent = await ask(web, 'POST', path.replace('?', '?/record&'), {
    type: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(typed).toString(),
  });

  expect(sent.statusCode, textOf(sent).slice(0, 2000)).toBe(303);
  const shown = await ask(web, 'GET', new URL(sent.headers['location'] ?? '', ORIGIN).pathname);
  expect(textOf(shown)).toContain('义务理发');
});

test("a resident reads the community's page, signed in nowhere", async () => {
  cookie = '';
  const home = await ask(web, 'GET', '/donghuan');

  expect(home.statusCode).toBe(200);
  expect(textOf(home)).toContain('东环路社区');
  expect(textOf(home)).not.toContain('<script');
});
