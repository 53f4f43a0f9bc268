import { getOwnUser, type Keeper, type StoredSession } from '@linli/core/identity';
import { maskedRecipient } from '@linli/core/messaging';

/** What somebody sees of their own account. Kept apart from who is signed in, which every page of the console asks. */
export type OwnAccount = {
  name: string;
  username: string;
  /** Masked. */
  phone?: string;
  cardNumber?: string;
  secondFactor?: { since: string; recoveryCodesLeft: number };
  grants: readonly { role: string; tenantId: string }[];
};

export async function ownAccount(keeper: Keeper, { userId }: StoredSession): Promise<OwnAccount> {
  const { name, username, phone, cardNumber, secondFactor, grants } = await getOwnUser(keeper, userId);
  return {
    ...{ name, username, grants },
    ...(phone === undefined ? {} : { phone: maskedRecipient(phone) }),
    ...(cardNumber === undefined ? {} : { cardNumber }),
    ...(secondFactor === undefined
      ? {}
      : { secondFactor: { since: secondFactor.since, recoveryCodesLeft: secondFactor.recovery.length } }),
  };
}
