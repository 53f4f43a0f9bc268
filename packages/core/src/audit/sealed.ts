import { createHash } from 'node:crypto';
import { canonical, inOrderOnce, type StreamEvent, TABLE } from '../table/index.ts';

export type Item = Readonly<Record<string, unknown>>;

/**
 * What is sealed: the audit records, and every record that is its own. Balances, counters, an import's progress and
 * whatever else follows from these are not.
 */
export const SEALED_NOUNS: readonly string[] = [
  'auditRecord',
  'courtyard',
  'household',
  'person',
  'volunteer',
  'serviceRecord',
  'pointsEntry',
  'card',
  'catalogueItem',
  'pointsRule',
  'activity',
  'shift',
  'signUp',
  'attendance',
  'meeting',
  'opinion',
  'election',
  'office',
  'fundEntry',
  'room',
  'course',
  'organisation',
  'unit',
];
const SEALED: ReadonlySet<string> = new Set([...SEALED_NOUNS, 'districtAuditRecord']);

/** `+` made, `~` changed, `-` gone. */
export type Kind = '+' | '~' | '-';

/** One change of one sealed record: where it lies below its owner's prefix, and the hash of what it said from then on. */
export type Entry = {
  kind: Kind;
  collection: string;
  sk: string;
  /** Empty for what is gone. */
  hash: string;
  /** The import or the audit record in whose course it was changed or went, where the record says so. */
  cause: string;
};

/** Whose chain an entry belongs to: a community's, or with `*` the control plane's. */
export type Owned = { owner: string; mark: string; entry: Entry };

/** 192 bits of SHA-256 over everything stored, its keys included; of an audit record without its words, whose hash stands in for them. */
export function hashOfItem(item: Item): string {
  const { said, ...kept } = item;
  const sealed = 'saidHash' in item ? kept : item;
  return createHash('sha256').update(canonical(sealed)).digest('base64url').slice(0, 32);
}

/** Over the words of an audit record, with their salt. */
export const hashOfSaid = (said: unknown): string =>
  createHash('sha256').update(canonical(said)).digest('base64url');

/** What a batch of the stream has to be sealed, in the order of the stream, each event once. */
export function toBeSealed(events: readonly StreamEvent[]): Owned[] {
  return inOrderOnce(events).flatMap(([mark, { newImage, oldImage }]) => {
    const image = newImage ?? oldImage;
    if (image === undefined || !SEALED.has(String(image['__edb_e__']))) return [];
    const place = placeOf(image);
    if (place === undefined) return [];
    const { owner, collection, sk } = place;
    const kind = newImage === undefined ? '-' : oldImage === undefined ? '+' : '~';
    const hash = newImage === undefined ? '' : hashOfItem(newImage);
    // An audit record whose words were erased is still the record that was sealed.
    if (kind === '~' && oldImage !== undefined && hashOfItem(oldImage) === hash) return [];
    return [{ owner, mark, entry: { kind, collection, sk, hash, cause: causeOf(newImage, oldImage) } }];
  });
}

/** The owner and the place below the owner's prefix that a stored item's keys name. */
export function placeOf(item: Item): { owner: string; collection: string; sk: string } | undefined {
  const parts = /^([TD])#([^#]+)#(.+)$/.exec(String(item[TABLE.partitionKey]));
  if (parts === null) return undefined;
  const [, letter, id = '', collection = ''] = parts;
  return { owner: letter === 'D' ? '*' : id, collection, sk: String(item[TABLE.sortKey]) };
}

function causeOf(newImage: Item | undefined, oldImage: Item | undefined): string {
  // What a correction posted has no row of its own, but says which import it came with.
  if (newImage === undefined) return originOf(oldImage)['importId'] ?? String(oldImage?.['touchedBy'] ?? '');
  if (oldImage === undefined) return '';
  const touchedBy = String(newImage['touchedBy'] ?? '');
  // What an earlier import left there is not the cause of this change.
  const isFresh =
    touchedBy !== String(oldImage['touchedBy'] ?? '') ||
    originOf(newImage)['hash'] !== originOf(oldImage)['hash'];
  return isFresh ? touchedBy : '';
}

const originOf = (image: Item | undefined) => (image?.['origin'] ?? {}) as Record<string, string | undefined>;

/** As a line of a seal: some 80 bytes. */
export const lineOf = ({ kind, collection, sk, hash, cause }: Entry): string =>
  [kind, collection, sk, hash, cause].join(' ').trimEnd();

export function entryOf(line: string): Entry {
  const [kind = '', collection = '', sk = '', hash = '', cause = ''] = line.split(' ');
  return { kind: kind as Kind, collection, sk, hash, cause };
}
