import { closeSessionsOf, getOwnUser, type Keeper, type StoredSession } from '@linli/core/identity';
import { LinliError, parse } from '@linli/core/kernel';
import { z } from 'zod';
import type { BetterAuth } from './better-auth.ts';
import { Password, requireNoWordOfThisPlace } from './chosen-password.ts';
import { type Asking, guess } from './guess.ts';

const Change = z.object({ current: z.string().min(1).max(128), password: Password });

/**
 * A new password for somebody who is signed in and knows the old one. Everybody who signed in with the old one is out.
 * Throws `invalid` naming `current` when it is wrong.
 */
export async function changePassword(
  auth: BetterAuth,
  keeper: Keeper,
  { userId }: StoredSession,
  input: unknown,
  asking: Asking,
): Promise<void> {
  const { current, password } = parse(Change, input);
  if (password === current) throw new LinliError('invalid', 'passwordSame', { field: 'password' });
  requireNoWordOfThisPlace(password, (await getOwnUser(keeper, userId)).username);
  const { internalAdapter, password: hashing } = await auth.$context;
  const right = await guess(keeper, userId, asking, async () => {
    const account = await internalAdapter.findCredentialAccount(userId);
    const matches =
      account?.password && (await hashing.verify({ hash: account.password, password: current }));
    return matches ? true : undefined;
  });
  if (!right) throw new LinliError('invalid', 'currentPasswordWrong', { field: 'current' });
  await internalAdapter.updatePassword(userId, await hashing.hash(password));
  await closeSessionsOf(keeper, userId);
}
