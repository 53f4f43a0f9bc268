import { getRecord, type Keeper, type StoredSession } from '@linli/core/identity';

/** What somebody sees of their own account. Kept apart from who is signed in, which every page of the console asks. */
export type OwnAccount = { username: string };

export async function ownAccount(keeper: Keeper, { userId }: StoredSession): Promise<OwnAccount> {
  const user = await getRecord(keeper, 'user', userId);
  return { username: String(user?.fields['username'] ?? '') };
}
