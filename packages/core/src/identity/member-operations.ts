import { recordChange } from '../audit/index.ts';
import {
  type DistrictScope,
  type Grant,
  LinliError,
  notFound,
  type Page,
  type PageRequest,
  requirePermission,
} from '../kernel/index.ts';
import { view, viewPage, type Write, write } from '../table/index.ts';
import { Members } from './entities.ts';
import { listedIn } from './listed-operations.ts';
import {
  grantOf,
  grantsIn,
  type HeldRole,
  heldRole,
  Member,
  MemberDetail,
  notOneself,
  personLinked,
  sameGrants,
} from './member.ts';
import { isBeyond, type PeopleScope, requireOwnMember } from './own-member.ts';
import { getGrants } from './own-user-operations.ts';
import { closing, openSessionsOf, rewriteUser, type UserItem } from './rewrite-user.ts';

export async function listMembers(scope: PeopleScope, request: PageRequest): Promise<Page<Member>> {
  requirePermission(scope, 'identity:read');
  const { districtId, tenantId } = scope;
  const query = Members.query.byUser({ districtId, tenantId });
  return viewPage(Member, await scope.table.page(Members, query, request));
}

export async function getMember(scope: PeopleScope, userId: string): Promise<MemberDetail> {
  requirePermission(scope, 'identity:read');
  const { districtId, tenantId } = scope;
  const [member, grants] = await Promise.all([
    scope.table.get(Members, Members.get({ districtId, tenantId, userId })),
    getGrants(scope, userId),
  ]);
  if (member === undefined) throw notFound('member');
  return view(MemberDetail, { ...member, worksElsewhere: isBeyond(scope, grants) });
}

/**
 * Gives a member other roles in this community, none for taking them out of it; what they are elsewhere stays. Whoever
 * is signed in as them signs in again: a session never outlives the rights it was opened with. `known` are the ids of
 * the community's courtyards. `personId` links the account to a person of its register, `null` to none; without it the
 * link stays as it is.
 */
export async function setRoles(
  scope: PeopleScope,
  userId: string,
  roles: readonly HeldRole[],
  known: readonly string[],
  personId?: string | null,
): Promise<void> {
  requirePermission(scope, 'identity:write');
  notOneself(scope.actor, userId);
  await listedIn(scope, userId);
  const given = roles.map((role) => grantOf(scope.actor, scope.tenantId, role, known));
  await changeGrants(scope, userId, (before) => {
    if (grantsIn(before, scope.tenantId).length === 0) throw notFound('member');
    const linked = personId === undefined ? personLinked(before, scope.tenantId) : (personId ?? undefined);
    const here = given.map((grant) => (linked === undefined ? grant : { ...grant, personId: linked }));
    return [...before.filter(({ tenantId }) => tenantId !== scope.tenantId), ...here];
  });
}

/** The whole of what somebody may do, everywhere in the district. */
export async function setGrants(
  scope: DistrictScope,
  userId: string,
  grants: readonly Grant[],
): Promise<void> {
  requirePermission(scope, 'district:write');
  await changeGrants(scope, userId, () => grants);
}

/**
 * Until it is taken back nobody signs in with this account, and whoever is signed in with it is out. Somebody who works
 * elsewhere too is for the district office to disable: no community closes another's door.
 */
export async function setDisabled(scope: PeopleScope, userId: string, disabled: boolean): Promise<void> {
  requirePermission(scope, 'identity:write');
  notOneself(scope.actor, userId);
  const listed = await listedIn(scope, userId);
  await rewriteUser(scope, userId, (user) => {
    requireOwnMember(scope, user);
    return {
      set: disabled ? { disabled, openSessions: [] } : { disabled },
      others: [
        ...listed.map((tenantId) => markedDisabled(scope, { tenantId, userId }, disabled)),
        ...(disabled ? openSessionsOf(user).map((open) => closing(scope, open)) : []),
        recordChange(scope, { action: disabled ? 'disable' : 'enable', noun: 'user', id: userId }),
      ],
    };
  });
}

/** Every community somebody works in shows that the account is disabled. */
const markedDisabled = (
  { districtId }: DistrictScope,
  key: { tenantId: string; userId: string },
  disabled: boolean,
): Write =>
  write(
    Members.patch({ districtId, ...key }).set({ disabled }),
    new LinliError('conflict', 'alreadyChanged'),
  );

/**
 * Changes a user's grants, their membership wherever it changes, and closes their sessions, in one commit with `others`
 * (the invitation that was accepted). The same grants again write nothing but `others`.
 */
export async function changeGrants(
  scope: DistrictScope,
  userId: string,
  change: (before: readonly Grant[]) => readonly Grant[],
  others: readonly Write[] = [],
): Promise<void> {
  await rewriteUser(scope, userId, (user) => {
    const before = user.grants as Grant[];
    const after = change(before);
    if (sameGrants(before, after)) return { set: {}, others };
    return {
      set: { grants: after, openSessions: [] },
      others: [
        ...membershipWrites(scope, user, before, after),
        ...openSessionsOf(user).map((open) => closing(scope, open)),
        ...others,
      ],
    };
  });
}

/** In each community whose roles change: the membership, and who changed what in its audit trail. */
function membershipWrites(
  scope: DistrictScope,
  user: UserItem,
  before: readonly Grant[],
  after: readonly Grant[],
): Write[] {
  const { districtId, now } = scope;
  const { username, name } = user.fields as { username: string; name: string };
  const communities = new Set([...before, ...after].map(({ tenantId }) => tenantId));
  // The user's own revision guards these: whoever comes second reads again and writes anew.
  const refusal = new LinliError('conflict', 'alreadyChanged');
  return [...communities]
    .filter((tenantId) => !sameGrants(grantsIn(before, tenantId), grantsIn(after, tenantId)))
    .flatMap((tenantId) => {
      const was = grantsIn(before, tenantId).map(heldRole);
      const key = { districtId, tenantId, userId: user.id };
      const roles = grantsIn(after, tenantId).map(heldRole);
      const [linkedTo, linked] = [before, after].map((grants) => personLinked(grants, tenantId));
      const member = { username, name, personId: linked };
      const membership =
        roles.length === 0
          ? write(Members.delete(key), refusal)
          : write(Members.put({ ...key, ...member, roles, since: now, disabled: user.disabled }), refusal);
      const said = recordChange(
        { ...scope, tenantId },
        {
          ...{ action: 'setRoles', noun: 'member', id: user.id },
          before: { roles: was, personId: linkedTo },
          after: { roles, personId: linked },
        },
      );
      return [membership, said];
    });
}
