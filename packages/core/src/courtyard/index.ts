export { AGE_BANDS, type AgeBand, ageBandOn, ageOn } from './age.ts';
export { Courtyard, tallyCourtyard } from './courtyard.ts';
export * from './drafts.ts';
export { Household, tallyHousehold } from './household.ts';
export * from './on-behalf-of.ts';
export * from './operations.ts';
export * from './own.ts';
export { Person, tallyPerson } from './person.ts';
export * from './public.ts';
