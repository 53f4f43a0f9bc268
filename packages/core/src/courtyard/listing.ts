import type { Person } from './person.ts';

/** The courtyard of who has none, in the index of persons by courtyard. */
export const NO_COURTYARD = 'none';
/** The household of who has none. */
export const NO_HOUSEHOLD = 'none';

/** The two parts of the index entry under which a person is found: courtyard, then household. */
export const listingOf = (person: Pick<Person, 'courtyardId' | 'householdId'>) => ({
  listedIn: person.courtyardId ?? NO_COURTYARD,
  listedUnder: person.householdId ?? NO_HOUSEHOLD,
});
