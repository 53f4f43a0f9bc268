import { giveTryBack, type Keeper, normalizeUsername, type TrySubject, takeTry } from '@linli/core/identity';
import type { Instant } from '@linli/core/kernel';
import { APIError } from 'better-auth/api';
import { z } from 'zod';
import type { BetterAuth } from './better-auth.ts';

export const Credentials = z.object({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(128),
});
export type Credentials = z.infer<typeof Credentials>;

export type Opened = { cookies: string[]; token: string };

/** When a request came, which it is, and from where; the address is missing where nobody knows the connection. */
export type Asking = {
  now: Instant;
  requestId: string;
  clientAddress: string | undefined;
  userAgent: string | undefined;
};

/** The cookies to set, or undefined for a wrong user name or a wrong password: which of the two is never told. */
export async function signIn(
  auth: BetterAuth,
  keeper: Keeper,
  { username, password }: Credentials,
  asking: Asking,
): Promise<Opened | undefined> {
  const account: TrySubject = { kind: 'account', name: normalizeUsername(username) };
  const origin: TrySubject[] =
    asking.clientAddress === undefined ? [] : [{ kind: 'origin', name: asking.clientAddress }];
  const subjects = [...origin, account];
  for (const subject of subjects) await takeTry(keeper, subject, asking.now);

  const opened = await openedBy(auth, { username, password }, asking.userAgent);
  if (opened === undefined) return undefined;
  await Promise.all(subjects.map((subject) => giveTryBack(keeper, subject, asking.now)));
  return opened;
}

async function openedBy(auth: BetterAuth, body: Credentials, userAgent: string | undefined) {
  try {
    const { headers, response } = await auth.api.signInUsername({
      body,
      headers: new Headers(userAgent === undefined ? {} : { 'user-agent': userAgent }),
      returnHeaders: true,
    });
    return { cookies: headers.getSetCookie(), token: response.token };
  } catch (error) {
    // A name that could not be a user name is as unknown as any other.
    if (error instanceof APIError && [401, 422].includes(error.statusCode)) return undefined;
    throw error;
  }
}
