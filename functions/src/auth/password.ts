import { closeSessionsOf, giveTryBack, type Keeper, type StoredSession, takeTry } from '@linli/core/identity';
import { LinliError, parse } from '@linli/core/kernel';
import { z } from 'zod';
import type { BetterAuth } from './better-auth.ts';
import { openFor } from './opening.ts';
import type { Asking, Opened } from './sign-in.ts';
import { Password } from './staff.ts';

const Change = z.object({ current: z.string().min(1).max(128), password: Password });

/**
 * A new password for somebody who is signed in and knows the old one. Everybody who signed in with the old one is out;
 * the asker goes on in a new session. Throws `invalid` naming `current` when it is wrong.
 */
export async function changePassword(
  auth: BetterAuth,
  keeper: Keeper,
  own: StoredSession,
  input: unknown,
  asking: Asking,
): Promise<Opened> {
  const { current, password } = parse(Change, input);
  const { internalAdapter, password: hashing } = await auth.$context;
  const subject = { kind: 'account', name: `password of ${own.userId}` } as const;
  await takeTry(keeper, subject, asking.now);
  const account = await internalAdapter.findCredentialAccount(own.userId);
  if (!account?.password || !(await hashing.verify({ hash: account.password, password: current })))
    throw new LinliError('invalid', 'currentPasswordWrong', { field: 'current' });
  await giveTryBack(keeper, subject, asking.now);
  await internalAdapter.updatePassword(own.userId, await hashing.hash(password));
  await closeSessionsOf(keeper, own.userId);
  return openFor(auth, keeper, own.userId, asking);
}
