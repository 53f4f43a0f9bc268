import { z } from 'zod';
import { internal, personal } from '../../kernel/index.ts';
import { StartsAt } from '../service-record.ts';
import { CheckFinding } from './checks.ts';

/**
 * What has become of a proposal. It waits for somebody else (`proposed`), and again when the volunteer does not accept
 * that it was declined (`disputed`); what is `confirmed` has a service record, what is `withdrawn` was a mistake.
 */
export const PROPOSAL_STATES = ['proposed', 'disputed', 'confirmed', 'declined', 'withdrawn'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export const isOpen = (state: ProposalState): boolean => state === 'proposed' || state === 'disputed';

/** Who did something, in their name of then, and when. */
export const Deed = z.object({
  by: internal(z.string()),
  name: personal(z.string()),
  at: internal(z.string()),
  note: personal(z.string().optional()),
});
export type Deed = z.infer<typeof Deed>;

/**
 * A service that somebody says was done, before anybody else has confirmed it: no hours, no points yet. Whole minutes as
 * they were, never rounded. `findings` is what
 * the checks said when it was proposed; `witness` is who received the service, where they have said so themselves.
 */
export const ServiceProposal = z.object({
  id: internal(z.string()),
  state: internal(z.enum(PROPOSAL_STATES)),
  servedOn: personal(z.string()),
  startsAt: personal(StartsAt.optional()),
  item: personal(z.string()),
  category: personal(z.string()),
  volunteerId: personal(z.string()),
  volunteerNo: personal(z.string()),
  volunteerName: personal(z.string()),
  courtyardId: personal(z.string().optional()),
  durationMinutes: personal(z.number().int()),
  peopleServed: internal(z.number().int()),
  recipient: personal(z.string().optional()),
  note: personal(z.string().optional()),
  findings: internal(z.array(CheckFinding)),
  proposed: internal(Deed),
  witness: internal(Deed.optional()),
  decided: internal(Deed.optional()),
  dispute: internal(Deed.optional()),
  recordId: internal(z.string().optional()),
});
export type ServiceProposal = z.infer<typeof ServiceProposal>;

/** What a service is, whoever says so. */
export const ServiceSaid = z.object({
  servedOn: z.iso.date(),
  startsAt: StartsAt.optional(),
  item: z.string().trim().min(1).max(60),
  category: z.string().trim().min(1).max(30),
  durationMinutes: z
    .number()
    .int()
    .min(1)
    .max(24 * 60),
  peopleServed: z.number().int().min(1).max(10_000).default(1),
  recipient: z.string().trim().max(60).optional(),
  note: z.string().trim().max(200).optional(),
});
