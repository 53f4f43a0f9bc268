import type { FieldIssue } from './errors.ts';
import { isMessageKey, type MessageKey, type MessageParams } from './messages.ts';

/** What zod says of one wrong value; its own sentence is English and never shown. */
export type SchemaIssue = {
  code?: string;
  message: string;
  /** Standard Schema paths may hold `{ key }` segments instead of bare keys. */
  path?: readonly unknown[];
  expected?: string;
  origin?: string;
  format?: string;
  minimum?: number | bigint;
  maximum?: number | bigint;
  values?: readonly unknown[];
  keys?: readonly string[];
  errors?: readonly (readonly SchemaIssue[])[];
};

type Said = { reason: MessageKey; params?: MessageParams };

/**
 * The issue as sentences of the catalogue, one for each field: by zod's code, with its limits as parameters. A schema
 * that knows better gives the key of a sentence as its message (`'slugForm' satisfies MessageKey`). `input` is what was
 * checked: a field that is not there or empty is told so, whatever it should have been.
 */
export function fieldIssues(issue: SchemaIssue, input: unknown): FieldIssue[] {
  const path = (issue.path ?? []).map(pathPart);
  const field = path.join('.');
  if (issue.code === 'unrecognized_keys')
    return (issue.keys ?? []).map((key) => ({ field: [...path, key].join('.'), reason: 'fieldUnknown' }));
  if (isMissing(valueAt(input, path))) return [{ field, reason: 'fieldRequired' }];
  return [{ field, ...said(issue) }];
}

const pathPart = (part: unknown): string =>
  typeof part === 'object' && part !== null && 'key' in part ? String(part.key) : String(part);

const valueAt = (input: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], input);

const isMissing = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

function said(issue: SchemaIssue): Said {
  if (isMessageKey(issue.message)) return { reason: issue.message };
  switch (issue.code) {
    case 'too_small':
      return limit(TOO_SMALL, issue, { min: Number(issue.minimum) });
    case 'too_big':
      return limit(TOO_BIG, issue, { max: Number(issue.maximum) });
    case 'invalid_type':
      return { reason: TYPES[issue.expected ?? ''] ?? 'fieldInvalid' };
    case 'invalid_format':
      return { reason: FORMATS[issue.format ?? ''] ?? 'fieldInvalid' };
    case 'invalid_value':
      return oneOf(issue.values ?? []);
    case 'invalid_union':
      return oneOf((issue.errors ?? []).flatMap((branch) => branch.flatMap(({ values }) => values ?? [])));
    default:
      return { reason: 'fieldInvalid' };
  }
}

const TYPES: Readonly<Record<string, MessageKey>> = {
  string: 'fieldNotText',
  number: 'fieldNotNumber',
  int: 'fieldNotWhole',
  boolean: 'fieldNotBoolean',
  array: 'fieldNotList',
};
const FORMATS: Readonly<Record<string, MessageKey>> = { date: 'fieldNotDate', email: 'fieldNotEmail' };

const TOO_SMALL = { string: 'fieldTooShort', array: 'fieldTooFew', number: 'fieldTooSmall' } as const;
const TOO_BIG = { string: 'fieldTooLong', array: 'fieldTooMany', number: 'fieldTooBig' } as const;

const limit = (
  reasons: Record<'string' | 'array' | 'number', MessageKey>,
  { origin }: SchemaIssue,
  params: MessageParams,
): Said => ({
  reason: reasons[origin === 'string' || origin === 'array' ? origin : 'number'],
  params,
});

const oneOf = (values: readonly unknown[]): Said =>
  values.length === 0
    ? { reason: 'fieldInvalid' }
    : { reason: 'fieldNotOneOf', params: { values: values.join(' / ') } };
