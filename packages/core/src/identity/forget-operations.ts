import { recordChange } from '../audit/index.ts';
import { type Grant, LinliError, requirePermission } from '../kernel/index.ts';
import { type Write, write } from '../table/index.ts';
import { ApiTokens, IdentityRecords, InvitationIds, Invitations, Members, Users } from './entities.ts';
import { linkedName } from './linked-operations.ts';
import { notOneself } from './member.ts';
import type { PeopleScope } from './own-member.ts';
import { passkeyNamesOf } from './passkey-operations.ts';
import { listRecordsOf, type UniqueName } from './record.ts';
import { cardName, residentUserId } from './resident-operations.ts';
import { closing, openSessionsOf, readUser, type UserItem } from './rewrite-user.ts';
import { freeName } from './unique-name.ts';

const changed = () => new LinliError('conflict', 'alreadyChanged');

/** What an erasure has to know of an account: its id, and the phone under which messages went out to it. */
export type PersonsAccount = { id: string; phone?: string };

/**
 * The accounts of a person of a community: the one made at the desk, and those the office has linked to them. Throws
 * `forbidden` when one is one's own, and `conflict` when one works elsewhere too: what it is there is not this community's
 * to end.
 */
export async function accountsOfPerson(scope: PeopleScope, personId: string): Promise<PersonsAccount[]> {
  requirePermission(scope, 'personal:erase');
  const { districtId, tenantId, table } = scope;
  const members = await table.all(Members, Members.query.byUser({ districtId, tenantId }));
  const linked = members.filter((member) => member.personId === personId).map(({ userId }) => userId);
  const found: PersonsAccount[] = [];
  for (const id of new Set([residentUserId(districtId, tenantId, personId), ...linked])) {
    const user = await readUser(scope, id);
    if (user === undefined) continue;
    notOneself(scope.actor, id);
    if ((user.grants as Grant[]).some((grant) => grant.tenantId !== tenantId))
      throw new LinliError('conflict', 'erasedWorksElsewhere');
    const phone = (user.phone as { number: string } | undefined)?.number;
    found.push({ id, ...(phone === undefined ? {} : { phone }) });
  }
  return found;
}

/** Removes an account whole, in one commit: its ways in, sessions and tokens, and its place among the community's people. */
export async function removeAccount(scope: PeopleScope, userId: string): Promise<void> {
  const { districtId, tenantId, table } = scope;
  const user = await readUser(scope, userId);
  if (user === undefined) return;
  const credentials = await listRecordsOf(scope, 'account', userId);
  const tokens = await table.all(ApiTokens, ApiTokens.query.byHash({ districtId, userId }));
  const gone = Users.remove({ districtId, id: userId }).where(({ revision }, { eq }) =>
    eq(revision, user.revision),
  );
  await table.commit([
    write(gone, changed()),
    write(Members.delete({ districtId, tenantId, userId }), changed()),
    ...openSessionsOf(user).map((open) => closing(scope, open)),
    ...namesOf(user).map((name) => freeName(scope, name)),
    ...tokens.map(
      ({ tokenHash }): Write => write(ApiTokens.delete({ districtId, userId, tokenHash }), changed()),
    ),
    ...credentials.map(
      ({ id }): Write => write(IdentityRecords.delete({ districtId, model: 'account', id }), changed()),
    ),
    recordChange(scope, { action: 'erase', noun: 'user', id: userId }),
  ]);
}

/** The names under which an account is found; those that better-auth's model calls unique have its spelling. */
function namesOf(user: UserItem): UniqueName[] {
  const { fields, card } = user;
  const { username, email } = fields as { username?: string; email?: string };
  return [
    ...(username ? [{ kind: 'user.username', name: username }] : []),
    ...(email ? [{ kind: 'user.email', name: email }] : []),
    ...(card === undefined ? [] : [cardName((card as { number: string }).number)]),
    ...(['phone', 'wechat'] as const).flatMap((way) => {
      const linked = user[way] as { hash: string } | undefined;
      return linked === undefined ? [] : [linkedName(way, linked.hash)];
    }),
    ...passkeyNamesOf(user),
  ];
}

/** What an erasure has to know of an invitation: its id, under which the trail speaks of it, and where it lies. */
export type PersonsInvitation = { id: string; codeHash: string };

/** The invitations of a community that name somebody, or that they have accepted. */
export async function invitationsOfPerson(
  scope: PeopleScope,
  isTheirs: (invitation: { name: string; acceptedBy?: string | undefined }) => boolean,
): Promise<PersonsInvitation[]> {
  const { districtId, tenantId, table } = scope;
  const found: PersonsInvitation[] = [];
  const ofCommunity = Invitations.query.ofCommunity({ districtId, tenantId });
  for await (const invitation of table.each(Invitations, ofCommunity))
    if (isTheirs(invitation)) found.push({ id: invitation.id, codeHash: invitation.codeHash });
  return found;
}

export async function removeInvitation(
  scope: PeopleScope,
  { id, codeHash }: PersonsInvitation,
): Promise<void> {
  const { districtId, tenantId, table } = scope;
  await table.commit([
    write(Invitations.delete({ districtId, codeHash }), changed()),
    write(InvitationIds.delete({ districtId, tenantId, id }), changed()),
    recordChange(scope, { action: 'erase', noun: 'invitation', id }),
  ]);
}
