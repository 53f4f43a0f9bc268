import {
  isPasswordResetCode,
  type Keeper,
  normalizeUsername,
  spendPasswordReset,
} from '@linli/core/identity';
import { type DistrictScope, idFrom, LinliError, parse } from '@linli/core/kernel';
import { z } from 'zod';
import type { BetterAuth } from './better-auth.ts';
import { Password, requireNoWordOfThisPlace } from './chosen-password.ts';
import { type Asking, guess } from './guess.ts';

const NewPassword = z.object({
  username: z.string().trim().min(1).max(100),
  /** What an administrator handed over. */
  code: z.string().trim().min(1).max(60),
  password: Password,
});

/**
 * A new password for somebody who has forgotten theirs, with the code an administrator handed them. Returns whose it is.
 * Throws `unauthenticated` for a wrong code, one that has run out, and a name nobody has: which of them is never told.
 */
export async function replaceForgottenPassword(
  auth: BetterAuth,
  keeper: Keeper,
  input: unknown,
  asking: Asking,
  scopeFor: (userId: string) => DistrictScope,
): Promise<string> {
  const { username, code, password } = parse(NewPassword, input);
  requireNoWordOfThisPlace(password, username);
  const userId = idFrom('user', keeper.districtId, normalizeUsername(username));
  // Tries of its own, so that whoever uses them up does not use up those of the password.
  const device = { ...asking, deviceKnowing: () => asking.deviceKnowing(userId) };
  const right = await guess(keeper, `password reset of ${userId}`, device, async () =>
    (await isPasswordResetCode(keeper, userId, code, asking.now)) ? true : undefined,
  );
  if (!right) throw new LinliError('unauthenticated', 'resetCodeWrong', { field: 'code' });
  const { password: hashing } = await auth.$context;
  await spendPasswordReset(scopeFor(userId), userId, { code, hash: await hashing.hash(password) });
  return userId;
}
