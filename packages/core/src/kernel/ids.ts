import { createHash, randomBytes } from 'node:crypto';
import type { Instant } from './clock.ts';

/** One prefix a noun, so that an id says what it is. Ids never contain `#` (key separator) or `-`. */
export const ID_PREFIXES = {
  tenant: 'tnt',
  user: 'usr',
  session: 'ses',
  invitation: 'inv',
  token: 'tok',
  passkey: 'pky',
  message: 'msg',
  courtyard: 'cyd',
  household: 'hsh',
  person: 'prs',
  idMark: 'idm',
  consent: 'cns',
  erasure: 'era',
  volunteer: 'vol',
  volunteerApplication: 'vap',
  recruitmentNotice: 'rcn',
  serviceRecord: 'rec',
  serviceProposal: 'spr',
  account: 'acc',
  card: 'crd',
  pointsEntry: 'ent',
  order: 'ord',
  pointsList: 'lst',
  sponsorPromise: 'spp',
  star: 'str',
  starRound: 'srd',
  objection: 'obj',
  certificate: 'crt',
  rule: 'rul',
  catalogueItem: 'itm',
  activity: 'act',
  shift: 'shf',
  signUp: 'sup',
  attendance: 'att',
  serviceNeed: 'ned',
  stockMovement: 'stm',
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
  audit: 'aud',
} as const;

export type IdNoun = keyof typeof ID_PREFIXES;

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';

/** The letters of a number, `length` of them, the lowest five bits last. */
function encode(value: bigint, length: number): string[] {
  const letters: string[] = [];
  for (let rest = value; letters.length < length; rest >>= 5n)
    letters.push(CROCKFORD[Number(rest & 31n)] as string);
  return letters.reverse();
}

// Joined in one go. Text that is grown with `+` stays in memory as all its pieces until somebody reads it, and an
// import keeps the id of every row: 600 bytes a row more.
const idOf = (noun: IdNoun, ...letters: readonly string[]): string =>
  [ID_PREFIXES[noun], '_', ...letters].join('');

/** A new lower-case ULID with its noun's prefix: sorts by time of making. `entropy` is 10 random bytes. */
export function newId(noun: IdNoun, now: Instant, entropy: Uint8Array = randomBytes(10)): string {
  const time = encode(BigInt(Date.parse(now)), 10);
  const random = encode(BigInt(`0x${Buffer.from(entropy).toString('hex')}`), 16);
  return idOf(noun, ...time, ...random);
}

/** The least and the greatest id that can be made at an instant: ids sort by time, so these cut a list of them by time. */
export const idsAt = (noun: IdNoun, instant: Instant): { least: string; greatest: string } => ({
  least: newId(noun, instant, new Uint8Array(10)),
  greatest: newId(noun, instant, new Uint8Array(10).fill(255)),
});

/**
 * An id derived from what names a thing in real life (a volunteer number, a row of a source): the same thing sent
 * twice gets the same id, which is what makes an import idempotent. Looks like a ULID but does not sort by time.
 */
export function idFrom(noun: IdNoun, tenantId: string, ...natural: readonly string[]): string {
  const digest = createHash('sha256')
    .update([noun, tenantId, ...natural].join('\u0000'))
    .digest('hex')
    .slice(0, 33);
  return idOf(noun, ...encode(BigInt(`0x${digest}`), 26));
}

export function isId(noun: IdNoun, text: string): boolean {
  return new RegExp(`^${ID_PREFIXES[noun]}_[${CROCKFORD}]{26}$`).test(text);
}
