import { canonical } from '../table/index.ts';
import { maskedValue } from './masked.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** One field that says something else than before. `from` is absent for what is new, `to` for what is gone. */
export type FieldChange = { field: string; from?: unknown; to?: unknown };

/** A value takes at most this many characters of an audit record, so that a record stays a write unit or two. */
const VALUE_CHARS = 400;

/** The fields that differ, in order of name, each value masked where its field is personal and cut where it is long. */
export function changesBetween(before: Fields = {}, after: Fields = {}): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => canonical(before[field]) !== canonical(after[field]))
    .sort()
    .map((field) => ({
      field,
      ...(before[field] === undefined ? {} : { from: noted(field, before[field]) }),
      ...(after[field] === undefined ? {} : { to: noted(field, after[field]) }),
    }));
}

function noted(field: string, value: unknown): unknown {
  const masked = maskedValue(field, value);
  const text = typeof masked === 'string' ? masked : canonical(masked);
  return text.length <= VALUE_CHARS ? masked : `${text.slice(0, VALUE_CHARS)}…`;
}
