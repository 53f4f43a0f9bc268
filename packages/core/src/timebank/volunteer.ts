import { z } from 'zod';
import { type Contribution, contribute } from '../kernel/index.ts';

/** A person's role in the time bank. `registeredOn` may be later than the first service record: a warning, as in life. */
export const Volunteer = z.object({
  id: z.string(),
  personId: z.string(),
  volunteerNo: z.string(),
  name: z.string(),
  courtyardId: z.string().optional(),
  partyMember: z.boolean(),
  skill: z.string().optional(),
  registeredOn: z.string().optional(),
  training: z.enum(['trained', 'pending']).optional(),
});
export type Volunteer = z.infer<typeof Volunteer>;

export const tallyVolunteer = (volunteer: Volunteer): Contribution[] => {
  const at = { courtyardId: volunteer.courtyardId, on: volunteer.registeredOn };
  return [
    ...contribute('volunteers', 1, at),
    ...contribute('partyVolunteers', volunteer.partyMember ? 1 : 0, at),
  ];
};
