import type { Refusal } from './ask.server.ts';

/** A form that came back: what was typed, and what is wrong where. */
type ReturnedForm = { typed: Record<string, string>; message: string; errors: Record<string, string> };

/** What a person typed, without files. Empty fields are empty texts. */
export const typedIn = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.trim()]] : [])),
  );

/** The refusal by field; what belongs to no field of the form stands above it. */
export function returnedForm(typed: Record<string, string>, refusal: Refusal): ReturnedForm {
  const errors: Record<string, string> = {};
  if (refusal.field !== undefined) errors[refusal.field] = refusal.message;
  for (const { field, message } of refusal.issues ?? []) errors[field] = message;
  return { typed, message: refusal.message, errors };
}

/** Absent rather than empty, as the API wants what was not given. */
export const given = (value: string | undefined): string | undefined =>
  value === undefined || value === '' ? undefined : value;
