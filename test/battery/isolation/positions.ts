import type { Asked } from '../world/plausible.ts';
import type { Schema } from '../world/routes.ts';

/** A place in a request into which something can be put. */
export type Position = {
  name: string;
  /** The route asks for something here; what stands here should not be listened to otherwise. */
  asked: boolean;
  put(asked: Asked, value: string): Asked;
};

/** Parameters that no route has: what is not asked for must not be listened to either. */
const UNASKED = ['tenantId', 'community', 'districtId'];
const UNASKED_HEADERS = ['x-tenant-id', 'x-forwarded-host', 'x-original-url'];

/** Path, query, headers, every field of the body at any depth, and the name of a file. */
export function positionsIn(asked: Asked): Position[] {
  const { route } = asked;
  const query = [...new Set([...route.query.map(({ name }) => name), ...UNASKED])];
  return [
    ...route.pathParameters.map((name) =>
      position(`path ${name}`, (one, value) => ({ ...one, path: { ...one.path, [name]: value } })),
    ),
    ...query.map((name) =>
      position(`query ${name}`, (one, value) => ({ ...one, query: { ...one.query, [name]: value } })),
    ),
    ...['idempotency-key', ...UNASKED_HEADERS].map((name) =>
      position(`header ${name}`, (one, value) => ({
        ...one,
        headers: { ...one.headers, [name]: inHeader(value) },
      })),
    ),
    ...(route.body === undefined ? [] : fieldsOf(route.body)).map((path) =>
      position(`body ${path.join('.')}`, (one, value) => ({
        ...one,
        body: withField(one.body, path, value),
      })),
    ),
    ...(asked.file === undefined
      ? []
      : [
          position('file name', (one, value) => ({
            ...one,
            file: { content: one.file?.content ?? '', name: value },
          })),
        ]),
  ];
}

const position = (name: string, put: Position['put']): Position => ({
  name,
  asked:
    !UNASKED.includes(name.replace('query ', '')) && !UNASKED_HEADERS.includes(name.replace('header ', '')),
  put,
});

// A header holds Latin letters only; whoever sends others must encode them.
const inHeader = (value: string) => (/^[\x21-\x7e]+$/.test(value) ? value : encodeURIComponent(value));

type Path = readonly (string | number)[];

/** Where a body has fields that a text could be put into, and lists to which one could be added: a batch. */
function fieldsOf(schema: Schema, path: Path = []): Path[] {
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const own = schema.properties ?? {};
  return [
    ...choices.flatMap((choice) => fieldsOf(choice, path)),
    ...Object.entries(own).flatMap(([name, field]) => fieldsOf(field, [...path, name])),
    ...(schema.items === undefined ? [] : fieldsOf(schema.items, [...path, 1])),
    ...(choices.length === 0 &&
    schema.properties === undefined &&
    schema.items === undefined &&
    path.length > 0
      ? [path]
      : []),
  ];
}

function withField(body: unknown, [step, ...rest]: Path, value: string): unknown {
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list = Array.isArray(body) ? body : [];
    return [...list.slice(0, 1), withField(list[0], rest, value)];
  }
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return { ...fields, [step]: withField(fields[step], rest, value) };
}
