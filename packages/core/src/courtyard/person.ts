import { z } from 'zod';
import { type Contribution, contribute, internal, personal, sensitive } from '../kernel/index.ts';

export const POLITICS = ['partyMember', 'youthLeague', 'masses', 'other'] as const;

/** Where a party member's membership is kept, as the two-way search (双找) found it. */
export const PARTY_RELATIONS = ['here', 'elsewhere', 'unsettled'] as const;

/**
 * One person, one record: resident, party member, volunteer, card holder are roles of it. A person with a household is
 * a resident; a volunteer from elsewhere has none.
 */
export const Person = z.object({
  id: internal(z.string()),
  name: personal(z.string()),
  gender: personal(z.enum(['female', 'male']).optional()),
  /** `YYYY-MM`: a survey does not ask for the day. */
  bornIn: personal(z.string().optional()),
  phone: personal(z.string().optional(), 'phone'),
  /** Sealed where it is kept, hidden where it is shown: only that there is one can be seen. */
  idNumber: sensitive(z.string().optional(), 'idNumber'),
  politics: sensitive(z.enum(POLITICS).optional()),
  courtyardId: personal(z.string().optional()),
  householdId: personal(z.string().optional()),
  /** To the head of the household. */
  relation: personal(z.string().optional()),
  retired: personal(z.boolean()),
  partyRelation: sensitive(z.enum(PARTY_RELATIONS).optional()),
  skill: personal(z.string().optional()),
  need: sensitive(z.string().optional()),
  /** The day from which the person counts as a resident: the last day of the survey's month. */
  knownSince: internal(z.string().optional()),
  /** While somebody's data are being erased: never handed out. */
  erasingAs: sensitive(z.string().optional(), 'idNumber'),
  /** What is left of somebody whose data were erased, for the sake of the totals. */
  erased: internal(z.boolean().optional()),
});
export type Person = z.infer<typeof Person>;

/** Only who lives in a household of the community counts; a retired party member counts in both figures. */
export const tallyPerson = (person: Person): Contribution[] => {
  if (person.householdId === undefined) return [];
  const at = { courtyardId: person.courtyardId, on: person.knownSince };
  const partyMember = person.politics === 'partyMember';
  return [
    ...contribute('residents', 1, at),
    ...contribute('partyMembers', partyMember ? 1 : 0, at),
    ...contribute('retiredPartyMembers', partyMember && person.retired ? 1 : 0, at),
  ];
};
