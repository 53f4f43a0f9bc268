export { IdentityRecords, SignInTries, UniqueNames, Users } from './entities.ts';
export * from './record.ts';
export * from './session.ts';
export * from './session-operations.ts';
export * from './sign-in-tries.ts';
export * from './user.ts';
