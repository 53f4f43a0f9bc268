import type { z } from 'zod';
import { type FieldIssue, LinliError } from './errors.ts';

/** Checks input against its schema; throws `invalid` naming every field that is wrong, not only the first. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw invalidFrom(result.error.issues);
}

/** The same refusal for validators that only hand over the issues (the HTTP layer's). */
export function invalidFrom(
  found: readonly { path?: readonly unknown[]; message: string; code?: string }[],
): LinliError {
  const issues = found.map(fieldIssue);
  const first = issues[0];
  return new LinliError('invalid', 'inputInvalid', {
    params: { count: issues.length },
    issues,
    ...(first === undefined ? {} : { field: first.field }),
  });
}

function fieldIssue(issue: { path?: readonly unknown[]; message: string; code?: string }): FieldIssue {
  const field = (issue.path ?? []).map(pathPart).join('.');
  const missing = issue.code === 'invalid_type' && /received undefined/.test(issue.message);
  return missing
    ? { field, reason: 'fieldRequired' }
    : { field, reason: 'fieldInvalid', params: { detail: issue.message } };
}

// Standard Schema paths may hold `{ key }` segments instead of bare keys.
const pathPart = (part: unknown): string =>
  typeof part === 'object' && part !== null && 'key' in part ? String(part.key) : String(part);
