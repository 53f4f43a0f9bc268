import { randomInt } from 'node:crypto';
import { recordChange } from '@linli/core/audit';
import { type Keeper, openSession, type StepLeft, tokenHashOf, trailOf } from '@linli/core/identity';
import {
  type Grant,
  type Instant,
  newId,
  type Asking as ScopeAsking,
  type SignInWay,
} from '@linli/core/kernel';
import { generateSignedCookie } from 'hono/cookie';
import type { BetterAuth } from './better-auth.ts';
import type { Asking } from './guess.ts';
import type { SecondStep } from './second-factor.ts';

/** How somebody showed who they are. `strong`: with two things; `secondStep`: what they have shown just now beside the first. */
export type Shown = { way: SignInWay; strong: boolean; secondStep?: SecondStep };

export type Opened = { token: string; cookies: string[]; stepLeft: StepLeft | undefined };

export type Opening = Shown & { userId: string; demanded: boolean } & Pick<ScopeAsking, 'requestId' | 'from'>;

/**
 * Opens a session for somebody who has shown who they are. Where a second step is left it has no rights and lasts ten
 * minutes. The cookie is the one better-auth writes.
 */
export async function openFor(
  auth: BetterAuth,
  keeper: Keeper,
  { userId, way, strong, secondStep, demanded, requestId, from }: Opening,
  { now, userAgent }: Asking,
): Promise<Opened> {
  const token = newToken();
  const { stepLeft, expires } = await openSession(keeper, {
    id: newId('session', now),
    userId,
    tokenHash: tokenHashOf(token),
    createdAt: now,
    ...{ way, strong, handed: secondStep === 'handedCode', demanded },
    ...(userAgent ? { userAgent } : {}),
    others: (user, left) => {
      const tenantId = trailOf(user.grants as Grant[]);
      const { name } = user.fields as { name: string };
      const actor = { kind: 'user', id: userId, name, grants: [] } as const;
      const after = { way, secondStep, stepLeft: left };
      const scope = { ...keeper, tenantId, actor, now, requestId, from };
      return [recordChange(scope, { action: 'signIn', noun: 'user', id: userId, after })];
    },
  });
  return { token, cookies: [await cookieOf(auth, token, secondsBetween(now, expires))], stepLeft };
}

const secondsBetween = (from: Instant, to: Instant) => Math.ceil((Date.parse(to) - Date.parse(from)) / 1000);

async function cookieOf(auth: BetterAuth, token: string, maxAge: number): Promise<string> {
  const { authCookies, secret } = await auth.$context;
  const { name, attributes } = authCookies.sessionToken;
  return generateSignedCookie(name, token, secret, {
    path: '/',
    httpOnly: true,
    secure: attributes.secure === true,
    sameSite: 'Lax',
    maxAge,
  });
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** 32 letters and digits, 190 bits: what the cookie's reader takes for a token (functions/src/api/middleware/session-token.ts). */
const newToken = (): string => Array.from({ length: 32 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
