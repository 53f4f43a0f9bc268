import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt) as (
  secret: string,
  salt: Buffer,
  length: number,
  cost: ScryptOptions,
) => Promise<Buffer>;

/**
 * How dear one guess is: scrypt with the parameters of OWASP's Password Storage Cheat Sheet (N 2^15, r 8, p 3: 32 MiB). They
 * stand in every hash, so that dearer ones can be chosen and the old hashes still open.
 */
const [LOG_N, R, P] = [15, 8, 3];
const LENGTH = 64;
const SALT_BYTES = 16;

const costOf = (logN: number, r: number, p: number): ScryptOptions => ({
  ...{ N: 2 ** logN, r, p },
  maxmem: 256 * 2 ** logN * r,
});

const written = (salt: Buffer, hash: Buffer, logN = LOG_N, r = R, p = P) =>
  `scrypt$${logN}$${r}$${p}$${salt.toString('hex')}$${hash.toString('hex')}`;

/** For what people choose or write down: passwords, PINs, recovery codes. One hash, and the parameters it was made with. */
export async function slowHash(secret: string, salt: Buffer = randomBytes(SALT_BYTES)): Promise<string> {
  return written(salt, await derive(secret.normalize('NFKC'), salt, LENGTH, costOf(LOG_N, R, P)));
}

/** Whether this is the secret. The work is one hash, whatever the answer. */
export async function slowHashMatches(secret: string, hash: string): Promise<boolean> {
  if (!hash.startsWith('scrypt$')) return matchesFirstForm(secret, hash);
  const [, logN, r, p, salt = '', expected = ''] = hash.split('$');
  const cost = costOf(Number(logN), Number(r), Number(p));
  const found = await derive(secret.normalize('NFKC'), Buffer.from(salt, 'hex'), LENGTH, cost);
  const right = Buffer.from(expected, 'hex');
  return right.length === found.length && timingSafeEqual(found, right);
}

/**
 * `salt:hash`, as the first installations wrote them, with N 2^14, r 16, p 1: passwords by better-auth, which took the salt's
 * letters for its bytes, and PINs by us.
 */
async function matchesFirstForm(secret: string, hash: string): Promise<boolean> {
  const [salt = '', expected = ''] = hash.split(':');
  const right = Buffer.from(expected, 'hex');
  for (const bytes of [Buffer.from(salt), Buffer.from(salt, 'hex')]) {
    const found = await derive(secret.normalize('NFKC'), bytes, LENGTH, costOf(14, 16, 1));
    if (right.length === found.length && timingSafeEqual(found, right)) return true;
  }
  return false;
}

/** The salt a hash was made with, to look for a secret among several of one salt with one hash. */
export const saltOf = (hash: string): Buffer => Buffer.from(hash.split('$')[4] ?? '', 'hex');

/** Nobody's: for a name that nobody has, so that the work is the same. */
export const NOBODYS_HASH = written(Buffer.alloc(SALT_BYTES), Buffer.alloc(LENGTH));
