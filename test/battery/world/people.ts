import { createRecord, type Keeper, openSession, setGrants, tokenHashOf } from '@linli/core/identity';
import { type DistrictScope, GIVEN_ROLES, type Grant, idFrom, ROLES, type Role } from '@linli/core/kernel';
import { createBetterAuth } from '../../../functions/src/auth/better-auth.ts';
import type { AuthDependencies } from '../../../functions/src/auth/environment.ts';
import { addUser } from '../../../functions/src/auth/staff.ts';

export type Person = { role: Role; userId: string; username: string; token: string; sessionId: string };

/** `personId`: whom of the register somebody is, where a role is about themselves; `residentId`: a resident who is no volunteer. */
type Where = {
  tenantId: string;
  courtyardIds: readonly string[];
  personId?: string | undefined;
  residentId?: string;
};

/** How somebody is given a role in a community: for the whole district, for it, or for some courtyards of it. */
export function grantsOf(role: Role, { tenantId, courtyardIds, ...who }: Where): Grant[] {
  const { reach } = ROLES[role];
  const personId = role === 'resident' ? (who.residentId ?? who.personId) : who.personId;
  if (reach === 'district') return [{ role, tenantId: '*' }];
  return [
    {
      role,
      tenantId,
      ...(reach === 'courtyards' ? { courtyardIds } : {}),
      ...(reach === 'own' && personId !== undefined ? { personId } : {}),
    },
  ];
}

/** Signs people up and in. */
export function reception(deps: AuthDependencies, district: DistrictScope) {
  const auth = createBetterAuth(deps);
  const keeper: Keeper = district;
  const until = new Date(Date.parse(district.now) + 7 * 24 * 60 * 60_000).toISOString();

  const signUp = async (username: string, name: string, grants: readonly Grant[]): Promise<string> => {
    const userId = idFrom('user', district.districtId, username);
    await addUser(auth, { id: userId, username, name });
    // Nobody types one here: a password is there to be reset.
    const fields = {
      userId,
      providerId: 'credential',
      accountId: userId,
      password: 'no hash of any password',
    };
    await createRecord(keeper, 'account', idFrom('account', userId), { fields, names: [], owner: userId });
    await setGrants(district, userId, grants);
    return userId;
  };
  const signIn = async (userId: string): Promise<{ token: string; sessionId: string }> => {
    const token = `${userId.slice(4)}Session${signIn.count++}`;
    const sessionId = idFrom('session', district.districtId, token);
    const opened = {
      id: sessionId,
      tokenHash: tokenHashOf(token),
      userId,
      createdAt: district.now,
      expires: until,
    };
    await openSession(keeper, opened);
    return { token, sessionId };
  };
  signIn.count = 0;

  return {
    signUp,
    signIn,
    /** Somebody of every role that can be given, of one community. */
    async everyRole(prefix: string, name: string, where: Where): Promise<Person[]> {
      const people: Person[] = [];
      for (const role of GIVEN_ROLES) {
        const username = `${prefix}${role}`.toLowerCase();
        const userId = await signUp(username, name, grantsOf(role, where));
        people.push({ role, userId, username, ...(await signIn(userId)) });
      }
      return people;
    },
  };
}
