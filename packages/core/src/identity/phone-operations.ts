import { recordChange } from '../audit/index.ts';
import type { DistrictScope } from '../kernel/index.ts';
import { rewriteUser } from './rewrite-user.ts';
import { freeName, takeName } from './unique-name.ts';

/** The name under which a phone is found: a keyed hash, made by whoever has the key. */
export const phoneName = (hash: string) => ({ kind: 'user.phone', name: hash });

/**
 * Puts a phone on an account that has shown it holds it, in place of the one before; with undefined takes it off.
 * Throws `conflict` when another account has it.
 */
export async function setPhone(
  scope: DistrictScope,
  userId: string,
  phone: { number: string; hash: string } | undefined,
): Promise<void> {
  await rewriteUser(scope, userId, (user) => {
    const before = user.phone as { number: string; hash: string } | undefined;
    const same = before?.hash === phone?.hash;
    return {
      set: phone === undefined ? {} : { phone },
      remove: phone === undefined ? ['phone'] : [],
      others: same
        ? []
        : [
            ...(before === undefined ? [] : [freeName(scope, phoneName(before.hash))]),
            ...(phone === undefined ? [] : [takeName(scope, phoneName(phone.hash), userId, 'phoneTaken')]),
            recordChange(scope, {
              action: 'setSecret',
              noun: 'user',
              id: userId,
              before: { phone: before?.number },
              after: { phone: phone?.number },
            }),
          ],
    };
  });
}
