export * from './drafts.ts';
export * from './operations.ts';
export { Organisation, tallyOrganisation } from './organisation.ts';
