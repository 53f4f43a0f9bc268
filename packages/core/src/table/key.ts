import { TABLE } from './names.ts';

export type Key = Record<string, string>;

/** The bytes a key may have; DynamoDB refuses to be asked for any other. */
const KEY_BYTES: readonly (readonly [field: string, max: number])[] = [
  [TABLE.partitionKey, 2048],
  [TABLE.sortKey, 1024],
];

/**
 * Whether there can be an item of this key: an id out of an address may be empty or a page long, one out of a body half a
 * surrogate pair, which UTF-8 cannot write, and then is nobody's.
 */
export const mayExist = (key: Key): boolean =>
  KEY_BYTES.every(([field, max]) => {
    const text = key[field] ?? '';
    return key[field] !== '' && text.isWellFormed() && Buffer.byteLength(text) <= max;
  });
