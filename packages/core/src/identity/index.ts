export * from './api-token.ts';
export {
  ApiTokens,
  IdentityRecords,
  InvitationIds,
  Invitations,
  Members,
  Sessions,
  SignInCodes,
  SignInTries,
  UniqueNames,
  Users,
} from './entities.ts';
export * from './forget-operations.ts';
export { Invitation } from './invitation.ts';
export * from './invitation-operations.ts';
export { linkedName, setLinked } from './linked-operations.ts';
export { membersAmong } from './listed-operations.ts';
export { HeldRole, Member, MemberDetail, trailOf } from './member.ts';
export {
  getMember,
  listMembers,
  setDisabled,
  setGrants,
  setRoles,
} from './member-operations.ts';
export type { PeopleScope } from './own-member.ts';
export * from './own-user-operations.ts';
export * from './passkey.ts';
export {
  addPasskey,
  answerPasskey,
  findPasskey,
  listPasskeys,
  passkeyName,
  removePasskey,
} from './passkey-operations.ts';
export { isCardNumber } from './pin.ts';
export * from './record.ts';
export * from './reset-operations.ts';
export * from './resident-operations.ts';
export * from './second-factor.ts';
export * from './second-factor-operations.ts';
export * from './session.ts';
export * from './session-operations.ts';
export * from './sign-in-code.ts';
export * from './sign-in-tries.ts';
export { NOBODYS_HASH, saltOf, slowHash, slowHashMatches } from './slow-hash.ts';
export * from './token-operations.ts';
export { holderOf } from './unique-name.ts';
export * from './user.ts';
