import { closeSessionsOf, type Keeper, setGrants, setSecondFactor, Username } from '@linli/core/identity';
import { type DistrictScope, type Grant, idFrom, parse, SYSTEM } from '@linli/core/kernel';
import { z } from 'zod';
import { type BetterAuth, createBetterAuth } from './better-auth.ts';
import { Password, requireNoWordOfThisPlace } from './chosen-password.ts';
import type { AuthDependencies } from './environment.ts';

const StaffInput = z.object({
  /** Their authenticator and recovery codes are lost, or the key that seals them was changed; give a new password with it. */
  endSecondFactor: z.boolean().default(false),
  username: Username,
  password: Password,
  name: z.string().min(1).max(60),
});

/**
 * Lets somebody sign in. The same again changes nothing; a user name that exists is brought to what is asked, which is
 * also how a forgotten password is set anew (everybody signed in with the old one is out). Returns the user's id.
 * Throws `invalid` naming each wrong field.
 */
export async function createStaff(
  deps: AuthDependencies,
  input: z.input<typeof StaffInput> & { grants: readonly Grant[] },
): Promise<string> {
  const asked = parse(StaffInput, input);
  requireNoWordOfThisPlace(asked.password, asked.username);
  const auth = createBetterAuth(deps);
  const { internalAdapter } = await auth.$context;
  // Derived from the name, so that two who add the same person at once add one.
  const id = idFrom('user', deps.districtId, asked.username);

  const existing = await internalAdapter.findUserById(id);
  if (existing === null) await addUser(auth, { ...asked, id });
  else if (existing.name !== asked.name) await internalAdapter.updateUser(id, { name: asked.name });
  const keeper = { districtId: deps.districtId, table: deps.districtTable };
  await setPassword(auth, keeper, id, asked.password);
  if (asked.endSecondFactor) await setSecondFactor(systemScope(deps), id, undefined);
  await setGrants(systemScope(deps), id, input.grants);
  return id;
}

export async function addUser(
  auth: BetterAuth,
  user: { id: string; username: string; name: string },
): Promise<void> {
  const { internalAdapter } = await auth.$context;
  // better-auth wants an address; `.invalid` is reserved (RFC 2606) and can never be one. It is never shown.
  await internalAdapter.createUser(
    { ...user, email: `${user.id}@staff.invalid`, emailVerified: false },
    { method: 'email-password' },
  );
}

export async function setPassword(auth: BetterAuth, keeper: Keeper, userId: string, password: string) {
  const { internalAdapter, password: hashing } = await auth.$context;
  const account = await internalAdapter.findCredentialAccount(userId);
  if (account?.password && (await hashing.verify({ hash: account.password, password }))) return;
  const hash = await hashing.hash(password);
  if (account === null) {
    await internalAdapter.linkAccount({
      userId,
      providerId: 'credential',
      accountId: userId,
      password: hash,
    });
    return;
  }
  await internalAdapter.updatePassword(userId, hash);
  await closeSessionsOf(keeper, userId);
}

const systemScope = (deps: AuthDependencies): DistrictScope => ({
  districtId: deps.districtId,
  table: deps.districtTable,
  actor: SYSTEM,
  now: deps.clock(),
  requestId: 'staff',
  from: { channel: 'machine' },
});
