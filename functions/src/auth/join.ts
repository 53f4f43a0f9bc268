import {
  acceptInvitation,
  findInvitation,
  type Keeper,
  type StoredSession,
  takeTry,
  Username,
} from '@linli/core/identity';
import { type DistrictScope, idFrom, LinliError, parse, ROLES, type Role } from '@linli/core/kernel';
import { Communities } from '@linli/core/tenancy';
import { z } from 'zod';
import type { BetterAuth } from './better-auth.ts';
import { Password, requireNoWordOfThisPlace } from './chosen-password.ts';
import type { Asking } from './guess.ts';
import { whoHasPassword } from './sign-in.ts';
import { addUser, setPassword } from './staff.ts';

const Code = z.string().trim().min(1).max(60);

export const InvitationAsked = z.object({ code: Code });

export const JoinInput = z.object({
  code: Code,
  username: Username,
  password: Password,
  /** As colleagues know them; asked of those who have no account yet. */
  name: z.string().trim().min(1).max(60).optional(),
});

/** What a code offers, for the page that asks whether to take it. Tries are counted by where they come from. */
export async function offerOf(keeper: Keeper, input: unknown, asking: Asking) {
  const { code } = parse(InvitationAsked, input);
  if (asking.clientAddress !== undefined)
    await takeTry(keeper, { kind: 'origin', name: asking.clientAddress }, asking.now);
  const { name, role, tenantId, courtyardNames, until } = await findInvitation(keeper, code, asking.now);
  const community = await communityOf(keeper, tenantId);
  return {
    name,
    role,
    roleName: ROLES[role].name,
    community: community?.name,
    courtyards: courtyardNames,
    until,
  };
}

/** Where somebody works from now on, for the page that leads them there: no community is the district office. */
export type Joined = { community?: string | undefined; role: Role };

/**
 * Takes an invitation, with a new account or with the one whose user name and password are given, and says whose account
 * it is. Sent again after it was cut off, it goes on: the account is found again by its name and password.
 * Throws `not_found` for a code that offers nothing, `conflict` when the user name is somebody else's.
 */
export async function join(
  auth: BetterAuth,
  keeper: Keeper,
  input: unknown,
  asking: Asking,
): Promise<{ userId: string; joined: Joined }> {
  const { code, username, password, name } = parse(JoinInput, input);
  const userId = idFrom('user', keeper.districtId, username);
  await findInvitation(keeper, code, asking.now, userId);
  const { internalAdapter } = await auth.$context;
  const credentials = await internalAdapter.findCredentialAccount(userId);
  if (credentials === null) requireNoWordOfThisPlace(password, username);
  if ((await internalAdapter.findUserById(userId)) === null) {
    if (name === undefined) throw new LinliError('invalid', 'fieldRequired', { field: 'name' });
    await addUser(auth, { id: userId, username, name });
  }
  // Somebody without a password was cut off while joining and has nothing yet.
  if (credentials === null) {
    await setPassword(auth, keeper, userId, password);
  } else if ((await whoHasPassword(auth, keeper, { username, password }, asking)) === undefined) {
    throw new LinliError('conflict', 'usernameTaken', { field: 'username' });
  }
  const joined = await taken(scopeOf(keeper, { id: userId, name: name ?? username }, asking), code);
  return { userId, joined };
}

/** Takes an invitation for the account that is signed in; its sessions are closed. */
export async function accept(
  keeper: Keeper,
  { userId, userName }: StoredSession,
  input: unknown,
  asking: Asking,
): Promise<Joined> {
  const { code } = parse(InvitationAsked, input);
  return taken(scopeOf(keeper, { id: userId, name: userName }, asking), code);
}

async function taken(scope: DistrictScope, code: string): Promise<Joined> {
  const { tenantId, role } = await acceptInvitation(scope, { code, userId: scope.actor.id });
  return { community: (await communityOf(scope, tenantId))?.slug, role };
}

/** Whoever takes an offer acts for themselves, before they are signed in. */
const scopeOf = (
  keeper: Keeper,
  { id, name }: { id: string; name: string },
  { now, requestId, clientAddress: address }: Asking,
): DistrictScope => ({
  ...keeper,
  actor: { kind: 'user', id, name, grants: [] },
  now,
  requestId,
  from: address === undefined ? { channel: 'site' } : { channel: 'site', address },
});

async function communityOf({ districtId, table }: Keeper, tenantId: string) {
  // A district has tens of communities, and an invitation is taken once.
  const all = await table.all(Communities, Communities.query.bySlug({ districtId }));
  return all.find((community) => community.tenantId === tenantId);
}
