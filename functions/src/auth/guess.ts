import { giveTryBack, type Keeper, type TrySubject, takeTry } from '@linli/core/identity';
import type { Instant } from '@linli/core/kernel';

/** When a request came, which it is, and from where; the address is missing where nobody knows the connection. */
export type Asking = {
  now: Instant;
  requestId: string;
  clientAddress: string | undefined;
  userAgent: string | undefined;
  /** The device's note that this account was signed in on it before, if it has one. */
  deviceKnowing(userId: string): string | undefined;
};

/**
 * Looks whether somebody is right about an account, within the limits of guessing: a try is taken before anything is
 * looked at and given back to whoever was right. A device that knows the account has tries of its own; all others share
 * the account's and their origin's.
 */
export async function guess<T>(
  keeper: Keeper,
  userId: string,
  asking: Asking,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const subjects = subjectsOf(userId, asking);
  for (const subject of subjects) await takeTry(keeper, subject, asking.now);
  const found = await look();
  if (found === undefined) return undefined;
  await Promise.all(subjects.map((subject) => giveTryBack(keeper, subject, asking.now)));
  return found;
}

function subjectsOf(userId: string, { clientAddress, deviceKnowing }: Asking): TrySubject[] {
  const device = deviceKnowing(userId);
  if (device !== undefined) return [{ kind: 'device', name: `${userId} ${device}` }];
  const account: TrySubject = { kind: 'account', name: userId };
  return clientAddress === undefined ? [account] : [{ kind: 'origin', name: clientAddress }, account];
}
