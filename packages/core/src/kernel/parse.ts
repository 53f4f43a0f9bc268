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
  const issues = found.flatMap((issue) => fieldIssues(issue, input));
  const first = issues[0];
  return new LinliError('invalid', 'inputInvalid', {
    params: { count: issues.length },
    issues,
    ...(first === undefined ? {} : { field: first.field }),
  });
}
