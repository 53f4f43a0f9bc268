import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { cookieLine } from './cookie.ts';
import type { AuthDependencies } from './environment.ts';

const ON_HTTPS = '__Host-linli.device';
const ON_LOOPBACK = 'linli.device';
/** Several colleagues share the computer at the desk. */
const REMEMBERED_MAX = 8;
const REMEMBERED_SECONDS = 180 * 24 * 60 * 60;

type Secret = Pick<AuthDependencies, 'secret' | 'secureCookies'>;

/**
 * A device on which an account was signed in before keeps a note of it, signed and stored nowhere else. It opens nothing:
 * it only gives the device tries of its own (OWASP's device cookies), so that a stranger who uses up an account's tries
 * from elsewhere does not lock out the person it belongs to. Undefined where the device has no note of this account.
 */
export function deviceKnowing({ secret }: Secret, headers: Headers, userId: string): string | undefined {
  return notesIn(headers).find((note) => {
    const [nonce = '', signature = ''] = note.split('.');
    return same(signature, signatureOf(secret, userId, nonce));
  });
}

/** The cookie that makes this device one that knows the account, after everything was right. */
export function rememberedDevice(deps: Secret, headers: Headers, userId: string): string | undefined {
  if (deviceKnowing(deps, headers, userId) !== undefined) return undefined;
  const nonce = randomBytes(12).toString('hex');
  const note = `${nonce}.${signatureOf(deps.secret, userId, nonce)}`;
  const notes = [note, ...notesIn(headers)].slice(0, REMEMBERED_MAX).join('~');
  const name = deps.secureCookies ? ON_HTTPS : ON_LOOPBACK;
  return cookieLine({ name, value: notes, seconds: REMEMBERED_SECONDS, secure: deps.secureCookies });
}

function notesIn(headers: Headers): string[] {
  const found = /(?:^|;\s*)(?:__Host-)?linli\.device=([0-9A-Za-z_.~-]*)/.exec(
    headers.get('cookie') ?? '',
  )?.[1];
  return (found ?? '').split('~').filter(Boolean).slice(0, REMEMBERED_MAX);
}

const signatureOf = (secret: string, userId: string, nonce: string): string =>
  createHmac('sha256', secret).update(`device ${userId} ${nonce}`).digest('base64url');

const same = (shown: string, right: string): boolean =>
  shown.length === right.length && timingSafeEqual(Buffer.from(shown), Buffer.from(right));
