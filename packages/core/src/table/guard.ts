import { TABLE } from './names.ts';

export type Key = Record<string, string>;

/** The bytes a key may have; DynamoDB refuses to be asked for any other. */
const KEY_BYTES: readonly (readonly [field: string, max: number])[] = [
  [TABLE.partitionKey, 2048],
  [TABLE.sortKey, 1024],
];

/** Whether there can be an item of this key: an id out of an address may be empty or a page long, and then is nobody's. */
export const mayExist = (key: Key): boolean =>
  KEY_BYTES.every(([field, max]) => key[field] !== '' && Buffer.byteLength(key[field] ?? '') <= max);

const KEY_FIELDS: readonly string[] = [
  TABLE.partitionKey,
  ...TABLE.indexes.map((index) => index.partitionKey),
];

/**
 * The rule that `dynamodb:LeadingKeys` enforces on AWS, enforced here too, so that every test exercises it: every
 * partition key in a request begins with the caller's prefix. A breach is a bug, never a user's mistake.
 */
export function assertKeysWithin(params: Record<string, unknown>, prefix: string): void {
  for (const key of partitionKeysOf(params)) {
    if (!key.startsWith(prefix)) throw new Error(`Key outside ${prefix}: refused at the table boundary`);
  }
}

function partitionKeysOf(params: Record<string, unknown>): string[] {
  const named = [params['Key'], params['Item']].flatMap((holder) =>
    KEY_FIELDS.map((field) => (holder as Key | undefined)?.[field]).filter((key) => key !== undefined),
  );
  const expressed = partitionsInExpressions(params);
  const keys = [...named, ...expressed];
  if (keys.length === 0) throw new Error('A request without a partition key: refused at the table boundary');
  return keys;
}

// ElectroDB names a query's partition value `:pk`, and an update's new index keys `:gsi1pk_u0` and the like.
function partitionsInExpressions(params: Record<string, unknown>): string[] {
  const values = (params['ExpressionAttributeValues'] ?? {}) as Record<string, unknown>;
  return Object.entries(values)
    .filter(([name]) => name === ':pk' || /^:gsi\dpk_u\d+$/.test(name))
    .map(([, value]) => String(value));
}
