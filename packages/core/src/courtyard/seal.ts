import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { idFrom } from '../kernel/index.ts';

/**
 * Wraps and unwraps the secret that seals a community's ID numbers: the outer of the two keys. KMS on AWS, a key file on
 * one machine. What was wrapped for one community does not open for another.
 */
export interface MasterKey {
  wrap(secret: Uint8Array, tenantId: string): Promise<string>;
  unwrap(wrapped: string, tenantId: string): Promise<Uint8Array>;
}

/** 128 bits of a keyed hash, in hex. */
const MARK_LETTERS = 32;

/**
 * Seals ID numbers with one of a community's keys: `<key id>.<mark>.<box>`. The mark is a keyed hash, by which a number
 * is found; the box is the number under AES-256-GCM with a nonce out of the mark. So the same number sealed again is the
 * same text, an import that comes again changes nothing, and without the key nobody can try numbers out.
 */
export class Seal {
  readonly keyId: string;
  readonly #tenantId: string;
  readonly #boxKey: Uint8Array;
  readonly #markKey: Uint8Array;

  constructor(keyId: string, tenantId: string, secret: Uint8Array) {
    this.keyId = keyId;
    this.#tenantId = tenantId;
    this.#boxKey = derived(secret, 'linli id number box');
    this.#markKey = derived(secret, 'linli id number mark');
  }

  seal(number: string): string {
    const mark = this.#markOf(number);
    const cipher = createCipheriv('aes-256-gcm', this.#boxKey, nonceOf(mark));
    cipher.setAAD(Buffer.from(this.#tenantId));
    const box = Buffer.concat([cipher.update(number, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${this.keyId}.${mark}.${box.toString('base64url')}`;
  }

  /** Throws for what this key did not seal, or what was changed since. */
  open(sealed: string): string {
    const [, mark = '', text = ''] = sealed.split('.');
    const box = Buffer.from(text, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.#boxKey, nonceOf(mark));
    decipher.setAAD(Buffer.from(this.#tenantId));
    decipher.setAuthTag(box.subarray(-TAG_BYTES));
    const number = decipher.update(box.subarray(0, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    if (!timingSafeEqual(Buffer.from(this.#markOf(number)), Buffer.from(mark)))
      throw new Error('A sealed number is not the one of its mark');
    return number;
  }

  #markOf(number: string): string {
    return createHmac('sha256', this.#markKey)
      .update(`${this.#tenantId}\u0000${number}`)
      .digest('hex')
      .slice(0, MARK_LETTERS);
  }
}

const TAG_BYTES = 16;

const derived = (secret: Uint8Array, use: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), use, 32));

const nonceOf = (mark: string): Uint8Array => Buffer.from(mark, 'hex').subarray(0, 12);

export const keyIdOf = (sealed: string): string => sealed.split('.', 1)[0] ?? '';

/** The id of the item that says whose a sealed number is: one number, one person. Made of the keyed hash, so that it tells nothing. */
export const idMarkOf = (tenantId: string, sealed: string): string =>
  idFrom('idMark', tenantId, sealed.split('.', 2).join('.'));
