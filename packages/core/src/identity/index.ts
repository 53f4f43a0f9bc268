export {
  IdentityRecords,
  InvitationIds,
  Invitations,
  Members,
  SignInTries,
  UniqueNames,
  Users,
} from './entities.ts';
export { Invitation } from './invitation.ts';
export * from './invitation-operations.ts';
export { HeldRole, Member } from './member.ts';
export {
  getMember,
  listMembers,
  type PeopleScope,
  setDisabled,
  setGrants,
  setRoles,
} from './member-operations.ts';
export * from './record.ts';
export * from './session.ts';
export * from './session-operations.ts';
export * from './sign-in-tries.ts';
export * from './user.ts';
