import { LinliError } from '../kernel/errors.ts';
import type { Key } from './guard.ts';
import { TABLE } from './names.ts';

export const encodeCursor = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Where a query goes on after an item: its keys in the table, and in the index when it is one that is asked. */
export function startKeyAfter(item: Record<string, unknown>, indexName: unknown): Key {
  const index = TABLE.indexes.find(({ name }) => name === indexName);
  const fields = [
    TABLE.partitionKey,
    TABLE.sortKey,
    ...(index === undefined ? [] : [index.partitionKey, index.sortKey]),
  ];
  return Object.fromEntries(fields.map((field) => [field, String(item[field])]));
}

const PARTITIONS: readonly string[] = [
  TABLE.partitionKey,
  ...TABLE.indexes.map((index) => index.partitionKey),
];
const FIELDS: readonly string[] = [
  ...PARTITIONS,
  TABLE.sortKey,
  ...TABLE.indexes.map((index) => index.sortKey),
];

/** Throws `invalid` for a cursor that was made up, cut short, or taken from another community. */
export function decodeCursor(cursor: string, prefix: string): Key {
  const key = readJson(cursor);
  const entries = Object.entries(key ?? {});
  const sound =
    entries.length >= 2 &&
    entries.every(
      ([field, value]) =>
        FIELDS.includes(field) &&
        typeof value === 'string' &&
        (!PARTITIONS.includes(field) || value.startsWith(prefix)),
    );
  if (!sound) throw new LinliError('invalid', 'cursorInvalid', { field: 'cursor' });
  return key as Key;
}

function readJson(cursor: string): object | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
