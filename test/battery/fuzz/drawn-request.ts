import fc from 'fast-check';
import type { Operation, Schema } from './api-document.ts';
import { hostileText, hostileValue, valueFor } from './hostile-values.ts';
import { idInList, someCursor, usedKey } from './known-ids.ts';

/** A request as it was drawn: what is only known when it is sent (`Later`) still stands in it. */
export type DrawnRequest = {
  operation: Operation;
  path: Readonly<Record<string, unknown>>;
  query: readonly (readonly [string, unknown])[];
  /** Whose token, or one that is nobody's. */
  person: string | undefined;
  headers: Readonly<Record<string, unknown>>;
  body: DrawnBody;
};

type DrawnBody =
  | { kind: 'none' }
  | { kind: 'json'; value: unknown; type: string }
  | { kind: 'text'; text: string; type: string }
  | { kind: 'files'; files: readonly { name: string; content: string }[] };

type Means = { slugs: readonly string[]; people: readonly string[] };

/** Every request that the operation could be sent, and many that it should never be. */
export function requestsOf(operation: Operation, { slugs, people }: Means): fc.Arbitrary<DrawnRequest> {
  return fc.record({
    operation: fc.constant(operation),
    path: fc.record(
      Object.fromEntries(
        operation.parameters
          .filter((one) => one.in === 'path')
          .map(({ name }) => [name, pathValue(name, operation.template, slugs)]),
      ),
    ),
    query: queryOf(operation),
    person: fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...people) },
      { weight: 1, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom('nobody', 'x'.repeat(5000), 'OPERATORTOKENOFTHEBATTERY') },
    ),
    headers: headersOf,
    body: bodyOf(operation),
  });
}

const pathValue = (name: string, template: string, slugs: readonly string[]): fc.Arbitrary<unknown> => {
  const odd = { weight: 1, arbitrary: hostileText };
  return name === 'community' || name === 'slug'
    ? fc.oneof({ weight: 25, arbitrary: fc.constantFrom(...slugs) }, odd)
    : fc.oneof({ weight: 15, arbitrary: idInList(template.split(`/{${name}}`)[0] ?? '') }, odd);
};

function queryOf({ parameters }: Operation): fc.Arbitrary<[string, unknown][]> {
  const known = parameters.filter((one) => one.in === 'query');
  const one = fc.oneof(
    ...known.map(({ name, schema }) => fc.tuple(fc.constant(name), queryValue(name, schema))),
    fc.tuple(hostileText, hostileText),
  );
  const required = known.filter((parameter) => parameter.required);
  return fc
    .tuple(
      fc.array(one, { maxLength: known.length === 0 ? 1 : 3 }),
      ...required.map(({ name, schema }) => fc.tuple(fc.constant(name), queryValue(name, schema))),
    )
    .map(([some, ...needed]) => [...needed, ...some]);
}

const queryValue = (name: string, schema: Schema): fc.Arbitrary<unknown> =>
  name === 'cursor'
    ? fc.oneof({ weight: 3, arbitrary: someCursor }, { weight: 1, arbitrary: hostileText })
    : valueFor(schema, name);

const headersOf = fc
  .tuple(
    fc.oneof(
      { weight: 6, arbitrary: fc.string({ minLength: 8, maxLength: 40 }).map((key) => `k${key}`) },
      { weight: 2, arbitrary: usedKey },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          undefined,
          '',
          'short',
          'x'.repeat(101),
          'twice twice, twice twice',
          '#'.repeat(20),
        ),
      },
    ),
    fc.oneof(
      { weight: 10, arbitrary: fc.constant({}) },
      {
        weight: 1,
        arbitrary: fc.constantFrom<Record<string, string>>(
          { 'accept-language': 'en-GB,en;q=0.9' },
          { 'accept-language': '*' },
          { 'accept-language': 'x'.repeat(3000) },
          { cookie: 'linli.session_token=' },
          { cookie: '=; ;;; linli.session_token=a=b=c; __Host-linli.session_token=%00' },
          { origin: 'null' },
          { origin: 'http://elsewhere.example' },
          { 'x-forwarded-host': 'elsewhere.example', 'x-forwarded-for': "127.0.0.1, ' OR 1=1" },
          { 'x-http-method-override': 'DELETE' },
          { 'content-encoding': 'gzip' },
          { 'content-length': '-1' },
          { 'transfer-encoding': 'chunked' },
          { authorization: 'Basic YTpi' },
          { authorization: 'Bearer' },
          { range: 'bytes=0-' },
          { 'if-none-match': '*' },
          { accept: 'application/xml' },
          { expect: '100-continue' },
        ),
      },
    ),
  )
  .map(
    ([key, odd]): Record<string, unknown> => ({
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...odd,
    }),
  );

const JSON_TYPES = ['application/json', 'application/json; charset=utf-8', 'application/problem+json'];
const OTHER_TYPES = [
  '',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'application/json;x',
  'application/xml',
];

const TEXTS = [
  '',
  '{',
  '[',
  '{"a":',
  'null',
  '"',
  '\u0000',
  '{"a":1}{"b":2}',
  '\ufeff{}',
  '<a/>',
  'a=b&a=c',
  "{'a':1}",
  '//{}',
  '\ud800',
];

const LEDGER_LINES = [
  '院落名称,详细地址,户数',
  '姓名,身份证号,手机号,院落',
  '序号,姓名,志愿者编号,登记日期',
  '日期,志愿者编号,服务项目,服务时长',
  '卡号,类型,名称,积分',
  '桂香院,东环路379号,67',
  ',,,,',
  '"',
  '\t',
];

const files = fc.array(
  fc.record({
    name: fc.oneof(
      fc.constantFrom(
        '院落.csv',
        'a.xlsx',
        '.csv',
        '.xlsx',
        'a',
        '../a.csv',
        'a.csv.exe',
        '\u202egpj.csv',
        `${'长'.repeat(300)}.csv`,
      ),
      hostileText.map((text) => `${text.slice(0, 100)}.csv`),
    ),
    content: fc
      .array(
        fc.oneof(
          fc.constantFrom(...LEDGER_LINES),
          hostileText.map((text) => text.slice(0, 200)),
        ),
        { maxLength: 6 },
      )
      .map((lines) => lines.join('\r\n')),
  }),
  { maxLength: 2 },
);

function bodyOf({ method, body, takesFiles }: Operation): fc.Arbitrary<DrawnBody> {
  const none = fc.constant<DrawnBody>({ kind: 'none' });
  if (method === 'GET') return none;
  const right: fc.Arbitrary<DrawnBody> = takesFiles
    ? files.map((files) => ({ kind: 'files', files }))
    : body === undefined
      ? none
      : valueFor(body, '').map((value) => ({ kind: 'json', value, type: 'application/json' }));
  return fc.oneof(
    { weight: 12, arbitrary: right },
    {
      weight: 1,
      arbitrary: fc
        .tuple(hostileValue, fc.constantFrom(...JSON_TYPES, ...OTHER_TYPES))
        .map(([value, type]): DrawnBody => ({ kind: 'json', value, type })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...TEXTS), fc.constantFrom(...JSON_TYPES, ...OTHER_TYPES))
        .map(([text, type]): DrawnBody => ({ kind: 'text', text, type })),
    },
    { weight: 1, arbitrary: none },
  );
}
