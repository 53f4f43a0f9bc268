import { createHash, randomBytes } from 'node:crypto';
import type { Instant } from './clock.ts';

/** One prefix a noun, so that an id says what it is. Ids never contain `#` (key separator) or `-`. */
export const ID_PREFIXES = {
  tenant: 'tnt',
  user: 'usr',
  session: 'ses',
  courtyard: 'cyd',
  household: 'hsh',
  person: 'prs',
  volunteer: 'vol',
  serviceRecord: 'rec',
  account: 'acc',
  card: 'crd',
  rule: 'rul',
  catalogueItem: 'itm',
  meeting: 'mtg',
  opinion: 'opn',
  election: 'elc',
  office: 'ofc',
  fundEntry: 'fnd',
  room: 'rom',
  course: 'crs',
  organisation: 'org',
  unit: 'unt',
  import: 'imp',
  file: 'fil',
  upload: 'upl',
} as const;

export type IdNoun = keyof typeof ID_PREFIXES;

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';

const encode = (value: bigint, length: number): string => {
  let rest = value;
  let text = '';
  for (let i = 0; i < length; i++) {
    text = CROCKFORD[Number(rest & 31n)] + text;
    rest >>= 5n;
  }
  return text;
};

/** A new lower-case ULID with its noun's prefix: sorts by time of making. `entropy` is 10 random bytes. */
export function newId(noun: IdNoun, now: Instant, entropy: Uint8Array = randomBytes(10)): string {
  const time = encode(BigInt(Date.parse(now)), 10);
  const random = encode(BigInt(`0x${Buffer.from(entropy).toString('hex')}`), 16);
  return `${ID_PREFIXES[noun]}_${time}${random}`;
}

/**
 * An id derived from what names a thing in real life (a volunteer number, a row of a source): the same thing sent
 * twice gets the same id, which is what makes an import idempotent. Looks like a ULID but does not sort by time.
 */
export function idFrom(noun: IdNoun, tenantId: string, ...natural: readonly string[]): string {
  const digest = createHash('sha256')
    .update([noun, tenantId, ...natural].join('\u0000'))
    .digest('hex')
    .slice(0, 33);
  return `${ID_PREFIXES[noun]}_${encode(BigInt(`0x${digest}`), 26)}`;
}

export function isId(noun: IdNoun, text: string): boolean {
  return new RegExp(`^${ID_PREFIXES[noun]}_[${CROCKFORD}]{26}$`).test(text);
}
