import { type DraftSource, drafter } from '../table/index.ts';
import { Courtyards, Households, IdMarks, Persons } from './entities.ts';
import { listingOf } from './listing.ts';
import type { Person } from './person.ts';

export const draftCourtyard = drafter(Courtyards);
export const draftHousehold = drafter(Households);
export const draftIdMark = drafter(IdMarks);

const draftListed = drafter(Persons);

/** Takes a person as others know one; where it is listed follows from it. */
export const draftPerson = Object.assign(
  (person: Person, at: DraftSource) => draftListed({ ...person, ...listingOf(person) }, at),
  draftListed,
);
