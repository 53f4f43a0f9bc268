import {
  cardName,
  findCard,
  holderOf,
  isCardNumber,
  type Keeper,
  NOBODYS_HASH,
  normalizeUsername,
  slowHashMatches,
} from '@linli/core/identity';
import { idFrom, type MessageKey } from '@linli/core/kernel';
import { z } from 'zod';
import type { BetterAuth } from './better-auth.ts';
import { type Asking, guess } from './guess.ts';

export const Credentials = z.object({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(128),
});
export type Credentials = z.infer<typeof Credentials>;

export const CardCredentials = z.object({
  /** As it is printed, in groups. */
  cardNumber: z
    .string()
    .max(30)
    .transform((typed) => typed.normalize('NFKC').replace(/[\s-]/g, ''))
    .refine(isCardNumber, 'cardNumberForm' satisfies MessageKey),
  pin: z
    .string()
    .max(30)
    .transform((typed) => typed.normalize('NFKC').trim()),
});
export type CardCredentials = z.infer<typeof CardCredentials>;

/**
 * Whose user name and password these are, or undefined for a wrong name or a wrong password: which of the two is never
 * told, and the work is the same (one read of the tries, one of the account, one hash).
 */
export function whoHasPassword(
  auth: BetterAuth,
  keeper: Keeper,
  { username, password }: Credentials,
  asking: Asking,
): Promise<string | undefined> {
  const userId = idFrom('user', keeper.districtId, normalizeUsername(username));
  return guess(keeper, userId, asking, async () => {
    const { internalAdapter, password: hashing } = await auth.$context;
    const account = await internalAdapter.findCredentialAccount(userId);
    const right = await hashing.verify({ hash: account?.password ?? NOBODYS_HASH, password });
    return right && account?.password ? userId : undefined;
  });
}

/** Whose card number and PIN these are; the same holds of what is told and of the work. */
export async function whoHasCard(
  keeper: Keeper,
  { cardNumber, pin }: CardCredentials,
  asking: Asking,
): Promise<string | undefined> {
  const holder = await holderOf(keeper, cardName(cardNumber));
  const userId = holder ?? idFrom('user', keeper.districtId, 'card', cardNumber);
  return guess(keeper, userId, asking, async () => {
    const card = await findCard(keeper, userId);
    const right = await slowHashMatches(pin, card?.pinHash ?? NOBODYS_HASH);
    return right && card?.pinHash !== undefined ? userId : undefined;
  });
}
