import { maskNumbersIn } from '@linli/core/kernel';

/**
 * A log entry as it may be written: whatever an error quotes, no phone or ID number stands in a log. Every log of
 * functions goes through here.
 */
export const loggable = (entry: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, withoutNumbers(value)]));

const withoutNumbers = (value: unknown): unknown => {
  if (typeof value === 'string') return maskNumbersIn(value);
  if (Array.isArray(value)) return value.map(withoutNumbers);
  if (value instanceof Error) return maskNumbersIn(value.stack ?? String(value));
  if (typeof value === 'object' && value !== null) return loggable(value as Record<string, unknown>);
  return value;
};

/** The same as one line of JSON, in which nothing that was logged can begin another. */
export const logLine = (entry: Record<string, unknown>): string => JSON.stringify(loggable(entry));
