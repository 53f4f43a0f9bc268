import type { z } from 'zod';
import { LinliError } from './errors.ts';
import { fieldIssues, type SchemaIssue } from './field-issue.ts';

/** Checks input against its schema; throws `invalid` naming every field that is wrong, not only the first. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw invalidFrom(result.error.issues as readonly SchemaIssue[], input);
}

/** The same refusal for validators that only hand over the issues (the HTTP layer's) and what they checked. */
export function invalidFrom(found: readonly SchemaIssue[], input: unknown): LinliError {
  const all = found.flatMap((issue) => fieldIssues(issue, input));
  const issues = all
    .slice(0, NAMED_AT_MOST)
    .map(({ field, ...said }) => ({ field: shortened(field), ...said }));
  const [first] = issues;
  return new LinliError('invalid', 'inputInvalid', {
    params: { count: all.length },
    issues,
    ...(first === undefined ? {} : { field: first.field }),
  });
}

/** More than any form has fields: a list of thousands that are all wrong is not answered a thousand times as long. */
const NAMED_AT_MOST = 50;
const LONGEST_FIELD = 200;

const shortened = (field: string): string =>
  field.length <= LONGEST_FIELD ? field : `${field.slice(0, LONGEST_FIELD)}…`;
