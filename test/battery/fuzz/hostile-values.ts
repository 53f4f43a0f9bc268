import fc from 'fast-check';
import type { Schema } from './api-document.ts';
import { idFor } from './known-ids.ts';

/** Stands in a value for JSON that no value of JavaScript makes: `1e999`, `NaN`, a key twice. */
const RAW = '\u0000raw:';
const raw = (json: string) => `${RAW}${json}`;

/** The value as JSON, with what stands for raw JSON put in as it is. */
export const asJson = (value: unknown): string =>
  (JSON.stringify(value) ?? '').replace(/"\\u0000raw:((?:[^"\\]|\\.)*)"/g, (_, json: string) =>
    JSON.parse(`"${json}"`),
  );

const NUMBERS = [
  0,
  -0,
  -1,
  1,
  1.5,
  1e-9,
  1440,
  1441,
  2 ** 31,
  -(2 ** 31),
  2 ** 53,
  -(2 ** 53),
  1e21,
  1e125,
  1e126,
  1e308,
  -1e308,
  5e-324,
].map((n): unknown => n);
const RAW_NUMBERS = [
  '1e999',
  '-1e999',
  'NaN',
  'Infinity',
  '-Infinity',
  '01',
  '0x10',
  `1${'0'.repeat(400)}`,
  '.5',
];

const TEXTS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\udc00a',
  'a\ud83d',
  '\u202e\u202dabc',
  '\u200b\u200d\ufeff',
  '\u2028\u2029',
  'ﷺ'.repeat(40),
  'e\u0301\u0301\u0301',
  '👨‍👩‍👧‍👦',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__defineGetter__',
  'null',
  'undefined',
  'NaN',
  'true',
  '#',
  'T#tnt_a#person',
  'a#b',
  '-',
  '..',
  '../../etc/passwd',
  '%00',
  '%2e%2e%2f',
  '$'.concat('{7*7}'),
  '{{7*7}}',
  "' OR '1'='1",
  '; rm -rf /',
  '<script>alert(1)</script>',
  '=1+1',
  '2019-02-29',
  '2019-04-12',
  '0000-00-00',
  '9999-12-31',
  '2019-04-12T00:00:00Z',
  '-1',
  '1e999',
  'eyJhIjoxfQ',
  '=',
  '====',
  '东'.repeat(2000),
  'x'.repeat(5000),
];

export const hostileText = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
);

const hostileNumber = fc.oneof(
  fc.constantFrom(...NUMBERS),
  fc.double(),
  fc.maxSafeInteger(),
  fc.constantFrom(...RAW_NUMBERS).map(raw),
);

const deep = (depth: number, open: string, close: string) => raw(open.repeat(depth) + close.repeat(depth));

const MONSTERS = [
  deep(10_000, '[', ']'),
  deep(10_000, '{"a":', '1}').replace('1}1}', '1}}'),
  raw(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`),
  raw(`${'['.repeat(10_000)}`),
  'x'.repeat(1024 * 1024),
  '东'.repeat(400 * 1024),
  'x'.repeat(900 * 1024),
];

const SHAPES: unknown[] = [
  null,
  true,
  [],
  {},
  [[]],
  [null],
  { length: 1e9 },
  { toJSON: 1 },
  raw('{"__proto__":{"isAdmin":true}}'),
  raw('{"constructor":{"prototype":{"isAdmin":true}}}'),
  raw('{"a":1,"a":2}'),
  raw(`[${'1,'.repeat(3000)}1]`),
  raw(`{${Array.from({ length: 2000 }, (_, n) => `"k${n}":${n}`).join(',')}}`),
];

/** Anything but what was asked for. A monster is a megabyte, or ten thousand deep, and therefore rare. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 40, arbitrary: hostileText },
  { weight: 30, arbitrary: hostileNumber },
  { weight: 20, arbitrary: fc.constantFrom(...SHAPES) },
  { weight: 10, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(...MONSTERS) },
);

/** What the schema asks for, or not quite. `field`: under which name it stands, which tells whose id it may want. */
export const valueFor = (schema: Schema, field: string): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: rightValue(schema, field) }, { weight: 1, arbitrary: hostileValue });

function rightValue(schema: Schema, field: string): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const among = schema.anyOf ?? schema.oneOf;
  if (among !== undefined) return fc.oneof(...among.map((one) => rightValue(one, field)));
  const [type] = [schema.type ?? []].flat();
  switch (type) {
    case 'object':
      return objectFor(schema);
    case 'array':
      return fc.array(valueFor(schema.items ?? {}, field), { maxLength: 4 });
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000 });
    case 'boolean':
      return fc.boolean();
    case 'string':
      return textFor(schema, field);
    default:
      return hostileValue;
  }
}

function textFor({ format, minLength, maxLength }: Schema, field: string): fc.Arbitrary<unknown> {
  if (format === 'date') return fc.constantFrom('2019-04-12', '2019-01-01', '2016-02-29');
  if (/Id$/.test(field) || field === 'id') return idFor(field);
  const most = Math.min(maxLength ?? 20, 40);
  return fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: minLength ?? 0, maxLength: most }) },
    { weight: 1, arbitrary: hostileText.map((text) => text.slice(0, maxLength)) },
  );
}

function objectFor({ properties = {}, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const value = valueFor(schema, name);
      return [name, required.includes(name) ? value : fc.option(value, { nil: undefined })];
    }),
  );
  const more =
    typeof additionalProperties === 'object'
      ? fc.dictionary(hostileText, valueFor(additionalProperties, ''), { maxKeys: 4 })
      : fc.oneof(
          { weight: 12, arbitrary: fc.constant({}) },
          { weight: 1, arbitrary: fc.dictionary(hostileText, hostileValue, { maxKeys: 2 }) },
        );
  // Made from entries, a key `__proto__` is a key like any other.
  return fc
    .tuple(fc.record(fields), more)
    .map(([known, others]) => Object.fromEntries([...Object.entries(known), ...Object.entries(others)]));
}
