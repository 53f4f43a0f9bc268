import { tokenHashOf } from '@linli/core/identity';
import { IN_JOB, SYSTEM, systemClock } from '@linli/core/kernel';
import { createCommunity } from '@linli/core/tenancy';
import { type Api, createApp } from '@linli/functions/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderFiles } from '../../functions/src/local/files.ts';
import {
  createTestTable,
  districtTable,
  type Engine,
  publicTable,
  startEngine,
  tenantTable,
} from '../support/engine.ts';
import { bugsToStderr } from '../support/log.ts';
import { testMasterKey } from '../support/master-key.ts';

type Schema = { properties?: Record<string, Schema>; enum?: unknown[]; const?: unknown };
type Route = {
  parameters?: { in: string; name: string; schema: Schema }[];
  requestBody?: { content?: { 'application/json'?: { schema: Schema } } };
};
type Refused = { error: { code: string; message: string; issues?: { field: string; message: string }[] } };

const TOKEN = 'operator-token-of-the-tests';
const BAD_VALUES = [
  '',
  'x',
  '东'.repeat(3000),
  '2019-02-30',
  'half of a sign \ud83d',
  -1,
  1.5,
  1e12,
  true,
  null,
  [],
  ['x'],
  {},
  [null],
];

let engine: Engine;
let app: Api;

beforeAll(async () => {
  engine = await startEngine();
  const table = await createTestTable(engine.endpoint);
  app = createApp({
    districtId: 'main',
    districtTable: districtTable(table, 'main'),
    tenantTable: (tenantId) => tenantTable(table, tenantId),
    publicTable: (tenantId) => publicTable(table, tenantId),
    files: folderFiles('/nowhere'),
    masterKey: testMasterKey,
    clock: systemClock,
    origin: 'https://linli.example',
    operatorTokenHash: tokenHashOf(TOKEN),
    log: bugsToStderr,
  });
  const asking = { actor: SYSTEM, now: systemClock(), requestId: 'req_test', from: IN_JOB };
  const district = { ...asking, districtId: 'main', table: districtTable(table, 'main') };
  await createCommunity(district, { slug: 'guihua', name: '桂花社区', key: 'refusals' });
  await createCommunity(district, {
    slug: 'jianyi',
    name: '简易社区',
    modules: ['courtyard'],
    key: 'few-parts',
  });
});
afterAll(() => engine.stop());

const ask = (method: string, path: string, body?: string, language = 'zh-CN') =>
  app.request(path, {
    method,
    headers: {
      authorization: `Bearer ${TOKEN}`,
      'accept-language': language,
      'content-type': 'application/json',
      'idempotency-key': 'one-of-many-bad-requests',
    },
    ...(body === undefined ? {} : { body }),
  });

/** Every route with every bad value in every one of its fields, all at once and one in a query each. */
async function badRequests(): Promise<{ method: string; path: string; body?: string }[]> {
  const { paths } = (await (await app.request('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, Route>>;
  };
  const routes = Object.entries(paths).flatMap(([template, routes]) =>
    Object.entries(routes).map(([method, route]) => ({ method: method.toUpperCase(), template, route })),
  );
  return routes.flatMap(({ method, template, route }) => {
    const path = template.replace(/\{(community|slug)\}/, 'guihua').replace(/\{\w+\}/g, 'none');
    const fields = Object.keys(route.requestBody?.content?.['application/json']?.schema.properties ?? {});
    const bodies = [
      ...BAD_VALUES.map((bad) => Object.fromEntries(fields.map((field) => [field, bad]))),
      7,
      'x',
    ];
    const queries = (route.parameters ?? []).filter((parameter) => parameter.in === 'query');
    const strange = template.replace('{community}', 'guihua').replace(/\{\w+\}/g, 'x'.repeat(2500));
    return [
      { method, path: strange },
      ...(fields.length === 0 ? [] : bodies.map((body) => ({ method, path, body: JSON.stringify(body) }))),
      ...(fields.length === 0 ? [] : [{ method, path, body: '{"name": ' }]),
      ...queries.flatMap(({ name }) =>
        BAD_VALUES.map((bad) => ({
          method,
          path: `${path}?${new URLSearchParams({ [name]: String(bad) })}`,
        })),
      ),
    ];
  });
}

/** Words that are the same in every language: what a field is called, and the values it takes. */
async function sameEverywhere(): Promise<Set<string>> {
  const words = new Set(['JSON', 'true', 'false']);
  const text = await (await app.request('/api/openapi.json')).text();
  JSON.parse(text, (name, value: Schema | undefined) => {
    if (name === 'enum' && Array.isArray(value)) for (const one of value) words.add(String(one));
    return value;
  });
  return words;
}

test('no refusal of any route mixes languages, whatever is sent', async () => {
  const requests = await badRequests();
  const allowed = await sameEverywhere();
  const foreign = new Set<string>();
  let refusals = 0;

  for (const { method, path, body } of requests) {
    for (const language of ['zh-CN', 'en']) {
      const answer = await ask(method, path, body, language);
      expect(answer.status, `${method} ${path.slice(0, 200)} ${body?.slice(0, 200)}`).toBeLessThan(500);
      if (answer.ok) continue;
      refusals += 1;
      const { error } = (await answer.json()) as Refused;
      for (const sentence of [error.message, ...(error.issues ?? []).map(({ message }) => message)]) {
        const strange =
          language === 'en' ? sentence.match(/\p{Script=Han}+/gu) : sentence.match(/[A-Za-z-]{2,}/g);
        if (strange?.some((word) => !allowed.has(word))) foreign.add(sentence);
      }
    }
  }

  expect(refusals).toBeGreaterThan(200);
  expect([...foreign]).toEqual([]);
});

test('every wrong field is named with its limits, in the language of whoever asks', async () => {
  const community = {
    slug: 'Bad Slug',
    name: '东',
    contact: '0'.repeat(121),
    modules: ['gym'],
    language: 'fr',
  };

  const inChinese = await ask('POST', '/api/v1/district/communities', JSON.stringify(community));
  const inEnglish = await ask('POST', '/api/v1/district/communities', JSON.stringify(community), 'en');

  expect((await (inChinese.json() as Promise<Refused>)).error).toMatchObject({
    message: '填写的内容有 5 处需要改正。',
    issues: [
      { field: 'name', message: '这一项至少 2 个字。' },
      { field: 'slug', message: expect.stringMatching(/^网址名要 3–40 个小写字母/) },
      { field: 'contact', message: '这一项最多 120 个字。' },
      { field: 'modules.0', message: expect.stringMatching(/^这一项只能是：courtyard \/ /) },
      { field: 'language', message: '这一项只能是：zh-CN / en。' },
    ],
  });
  const { issues = [] } = ((await inEnglish.json()) as Refused).error;
  expect(issues.map(({ message }) => message)).toContain('At most 120 characters.');
});

test('a community answers nothing below a part of Linli that it does not use', async () => {
  const asked = (path: string) => ask('GET', `/api/v1/communities/jianyi/${path}`);

  const off = await Promise.all(['timebank/volunteers', 'timebank/public', 'governance/meetings'].map(asked));
  const on = await Promise.all(['courtyard/courtyards', 'reporting/home', 'importing/imports'].map(asked));

  expect(off.map(({ status }) => status)).toEqual([404, 404, 404]);
  expect(on.map(({ status }) => status)).toEqual([200, 200, 200]);
});

test('a draft can be discarded over HTTP, again and again', async () => {
  const statuses = [];
  for (let n = 0; n < 2; n++)
    statuses.push((await ask('DELETE', '/api/v1/district/communities/jianyi')).status);

  expect(statuses).toEqual([200, 200]);
  expect((await ask('GET', '/api/v1/district/communities/jianyi')).status).toBe(404);
});

test('an address that the API does not have is refused in words like any other', async () => {
  const answer = await ask('GET', '/api/v1/no/such/thing');

  expect(answer.status).toBe(404);
  expect(((await answer.json()) as Refused).error).toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('没有找到'),
  });
});

test('half of a sign is refused by the name of its field, in a form and in a list', async () => {
  const path = '/api/v1/district/communities/guihua';
  const named = await ask('PATCH', path, '{"name":"a\\ud83d"}');
  const whole = await ask('PATCH', path, '{"contact":"\\ud83c\\udf51"}');

  expect(named.status).toBe(422);
  expect((await named.json()).error).toMatchObject({ reason: 'textBroken', field: 'name' });
  expect(whole.status).toBe(200);
});

test('a query parameter that a route does not know is refused by its name, and not left out', async () => {
  const answer = await ask('GET', '/api/v1/communities/guihua/courtyard/households?courtyard=cyd_1');
  const { error } = (await answer.json()) as Refused;
  expect(answer.status).toBe(422);
  expect(error.issues).toEqual([{ field: 'courtyard', message: '没有这一项，请去掉。' }]);
});
