import { randomInt } from 'node:crypto';
import { type Keeper, openSession, tokenHashOf } from '@linli/core/identity';
import { newId } from '@linli/core/kernel';
import { generateSignedCookie } from 'hono/cookie';
import { type BetterAuth, SESSION_SECONDS } from './better-auth.ts';
import type { Asking, Opened } from './sign-in.ts';

/**
 * Opens a session for somebody who has shown who they are in a way that better-auth does not know. The cookie is the one
 * better-auth writes.
 */
export async function openFor(
  auth: BetterAuth,
  keeper: Keeper,
  userId: string,
  { now, userAgent }: Asking,
): Promise<Opened> {
  const token = newToken();
  await openSession(keeper, {
    id: newId('session', now),
    userId,
    tokenHash: tokenHashOf(token),
    createdAt: now,
    expires: new Date(Date.parse(now) + SESSION_SECONDS * 1000).toISOString(),
    ...(userAgent ? { userAgent } : {}),
  });
  return { token, cookies: [await cookieOf(auth, token)] };
}

async function cookieOf(auth: BetterAuth, token: string): Promise<string> {
  const { authCookies, secret } = await auth.$context;
  const { name, attributes } = authCookies.sessionToken;
  return generateSignedCookie(name, token, secret, {
    path: '/',
    httpOnly: true,
    secure: attributes.secure === true,
    sameSite: 'Lax',
    maxAge: SESSION_SECONDS,
  });
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** 32 letters and digits, 190 bits: what the cookie's reader takes for a token (functions/src/api/middleware/session-token.ts). */
const newToken = (): string => Array.from({ length: 32 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
