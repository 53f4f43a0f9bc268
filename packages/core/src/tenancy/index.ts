export * from './community.ts';
export { discardCommunity } from './discard.ts';
export { Communities } from './entities.ts';
export * from './operations.ts';
export * from './provisioning.ts';
export * from './readiness.ts';
export { suggestSlug } from './slug-suggestion.ts';
