import { z } from 'zod';
import { internal, personal } from '../../kernel/index.ts';
import { AVAILABLE_AT } from './availability.ts';
import { WrittenDown } from './step.ts';

export const APPLICATION_STATES = ['applied', 'accepted', 'declined', 'withdrawn'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

export const APPLICATION_WAYS = ['desk', 'online'] as const;

/**
 * That a person of the community wants to be a volunteer, what they can do and when, and what became of it. `noticeId` is
 * the recruitment notice they followed; `volunteerId` and `volunteerNo` are there once they were accepted.
 */
export const VolunteerApplication = z.object({
  id: internal(z.string()),
  personId: personal(z.string()),
  name: personal(z.string()),
  courtyardId: personal(z.string().optional()),
  state: personal(z.enum(APPLICATION_STATES)),
  way: internal(z.enum(APPLICATION_WAYS)),
  appliedOn: personal(z.string()),
  skills: personal(z.array(z.string())),
  availability: personal(z.array(z.enum(AVAILABLE_AT))),
  motive: personal(z.string().optional()),
  noticeId: internal(z.string().optional()),
  decidedOn: personal(z.string().optional()),
  decidedBy: personal(z.string().optional()),
  reason: personal(z.string().optional()),
  volunteerId: personal(z.string().optional()),
  volunteerNo: personal(z.string().optional()),
  recorded: internal(WrittenDown.optional()),
});
export type VolunteerApplication = z.infer<typeof VolunteerApplication>;
