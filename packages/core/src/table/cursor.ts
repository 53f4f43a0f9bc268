import { createHash } from 'node:crypto';
import { LinliError } from '../kernel/errors.ts';
import type { Key } from './key.ts';
import { TABLE } from './names.ts';
import type { Params } from './params.ts';

/** What a cursor goes on with: the query as ElectroDB built it, the view that asks it, and in which order. */
export type Asking = { params: Params; prefix: string; order: 'asc' | 'desc' };

/**
 * Where a page ended, in words that are good for the next page of the same list and for nothing else. It begins with a
 * mark of the query and holds no partition of it: that is always the query's own, so that a cursor from elsewhere, or a
 * made-up one, could not lead out of the list even if its mark were right.
 */
export function encodeCursor(key: Key, asking: Asking): string {
  const { prefix } = asking;
  const [partition = '', ...sortKeys] = fieldsFor(asking).map((field) => key[field] ?? '');
  const said = [markOf(asking), partition.slice(prefix.length), ...sortKeys];
  return Buffer.from(JSON.stringify(said)).toString('base64url');
}

/** Throws `invalid` for a cursor that was made up, cut short, or taken from another list or another community. */
export function decodeCursor(cursor: string, asking: Asking): Key {
  const [mark, ...said] = textsIn(cursor);
  const fields = fieldsFor(asking);
  if (mark !== markOf(asking) || said.length !== fields.length || said.includes('')) throw cursorInvalid();
  const [partition, ...sortKeys] = said;
  const values = [`${asking.prefix}${partition}`, ...sortKeys];
  const own = Object.fromEntries(fields.map((field, i) => [field, values[i] as string]));
  return { ...own, [askedIn(asking).partitionKey]: partitionOf(asking.params) };
}

export const cursorInvalid = (cause?: unknown) =>
  new LinliError('invalid', 'cursorInvalid', { field: 'cursor', cause });

/** Where a query goes on after an item: its keys in the table, and in the index when it is one that is asked. */
export function startKeyAfter(item: Record<string, unknown>, { params }: Pick<Asking, 'params'>): Key {
  const { partitionKey, sortKey } = askedIn({ params });
  const fields = new Set([TABLE.partitionKey, TABLE.sortKey, partitionKey, sortKey]);
  return Object.fromEntries([...fields].map((field) => [field, String(item[field])]));
}

const askedIn = ({ params }: Pick<Asking, 'params'>) =>
  TABLE.indexes.find(({ name }) => name === params['IndexName']) ?? TABLE;

/** The item's own key, then its place in the index: without the index's partition, which is the query's. */
const fieldsFor = ({ params }: Asking): string[] => {
  const { sortKey } = askedIn({ params });
  return [...new Set([TABLE.partitionKey, TABLE.sortKey, sortKey])];
};

const partitionOf = (params: Params): string =>
  String((params['ExpressionAttributeValues'] as Record<string, unknown> | undefined)?.[':pk']);

function markOf({ params, order }: Asking): string {
  const query = ['IndexName', 'KeyConditionExpression', 'ExpressionAttributeValues'].map(
    (part) => params[part],
  );
  const text = JSON.stringify([...query, order]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

function textsIn(cursor: string): (string | undefined)[] {
  try {
    const said: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(said) && said.every((text) => typeof text === 'string' && text.isWellFormed())
      ? said
      : [];
  } catch {
    return [];
  }
}
