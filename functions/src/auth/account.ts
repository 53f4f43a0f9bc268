import { getOwnUser, isFresh, type Keeper, type StoredSession } from '@linli/core/identity';
import type { Instant } from '@linli/core/kernel';
import { maskedRecipient } from '@linli/core/messaging';

/** What somebody sees of their own account. Kept apart from who is signed in, which every page of the console asks. */
export type OwnAccount = {
  name: string;
  username: string;
  /** Masked. */
  phone?: string;
  cardNumber?: string;
  wechat: boolean;
  secondFactor?: { since: string; recoveryCodesLeft: number };
  passkeys: readonly { id: string; name: string; since: string }[];
  /** Whether they have signed in a moment ago, as whoever changes how they sign in must have. */
  fresh: boolean;
  grants: readonly { role: string; tenantId: string }[];
};

export async function ownAccount(keeper: Keeper, session: StoredSession, now: Instant): Promise<OwnAccount> {
  const user = await getOwnUser(keeper, session.userId);
  const { name, username, phone, cardNumber, secondFactor, grants } = user;
  return {
    ...{ name, username, grants, wechat: user.wechat, fresh: isFresh(session, now) },
    passkeys: user.passkeys.map(({ id, name: called, since }) => ({ id, name: called, since })),
    ...(phone === undefined ? {} : { phone: maskedRecipient(phone) }),
    ...(cardNumber === undefined ? {} : { cardNumber }),
    ...(secondFactor === undefined
      ? {}
      : { secondFactor: { since: secondFactor.since, recoveryCodesLeft: secondFactor.recovery.length } }),
  };
}
