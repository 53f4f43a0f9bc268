import { z } from 'zod';
import { type Contribution, contribute, internal, personal, sensitive } from '../kernel/index.ts';
import { standingFields, stateOf } from './volunteers/standing.ts';

/**
 * A person's role in the time bank. `registeredOn` may be later than the first service record: a warning, as in life.
 * What a ledger does not say of it is its standing (volunteers/standing.ts).
 */
export const Volunteer = z.object({
  id: internal(z.string()),
  personId: personal(z.string()),
  volunteerNo: personal(z.string()),
  name: personal(z.string()),
  courtyardId: personal(z.string().optional()),
  partyMember: sensitive(z.boolean()),
  skill: personal(z.string().optional()),
  registeredOn: personal(z.string().optional()),
  training: personal(z.enum(['trained', 'pending']).optional()),
  ...standingFields,
});
export type Volunteer = z.infer<typeof Volunteer>;

/** Counts from the day of registration to the day on which they left. */
export const tallyVolunteer = (volunteer: Volunteer): Contribution[] => {
  const { courtyardId, registeredOn, stateSince, partyMember } = volunteer;
  const counted = (by: 1 | -1, on: string | undefined) => [
    ...contribute('volunteers', by, { courtyardId, on }),
    ...contribute('partyVolunteers', partyMember ? by : 0, { courtyardId, on }),
  ];
  return [...counted(1, registeredOn), ...(stateOf(volunteer) === 'left' ? counted(-1, stateSince) : [])];
};
