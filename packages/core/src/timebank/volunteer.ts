import { z } from 'zod';
import { type Contribution, contribute, internal, personal, sensitive } from '../kernel/index.ts';

/** A person's role in the time bank. `registeredOn` may be later than the first service record: a warning, as in life. */
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
});
export type Volunteer = z.infer<typeof Volunteer>;

export const tallyVolunteer = (volunteer: Volunteer): Contribution[] => {
  const at = { courtyardId: volunteer.courtyardId, on: volunteer.registeredOn };
  return [
    ...contribute('volunteers', 1, at),
    ...contribute('partyVolunteers', volunteer.partyMember ? 1 : 0, at),
  ];
};
