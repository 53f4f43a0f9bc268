import { z } from 'zod';
import { type Contribution, contribute } from '../kernel/index.ts';

/**
 * One service by one volunteer: the posting of the hours book and of the points book in one record, so that neither can
 * exist without the other. Never edited: a mistake is reversed by a record whose minutes and points are negative.
 */
export const ServiceRecord = z.object({
  id: z.string(),
  servedOn: z.string(),
  item: z.string(),
  category: z.string(),
  volunteerId: z.string(),
  volunteerNo: z.string(),
  volunteerName: z.string(),
  courtyardId: z.string().optional(),
  accountId: z.string(),
  durationMinutes: z.number().int(),
  points: z.number().int(),
  ruleId: z.string(),
  recipient: z.string().optional(),
  peopleServed: z.number().int(),
  verifier: z.string().optional(),
  reverses: z.string().optional(),
  /** Of a reversal: why. */
  reason: z.string().optional(),
  reversedBy: z.string().optional(),
});
export type ServiceRecord = z.infer<typeof ServiceRecord>;

/** A reversal takes back what its record gave: minus one record, and its negative minutes. */
export const tallyServiceRecord = (record: ServiceRecord): Contribution[] => {
  const at = { courtyardId: record.courtyardId, on: record.servedOn };
  return [
    ...contribute('serviceRecords', record.reverses === undefined ? 1 : -1, at),
    ...contribute('serviceMinutes', record.durationMinutes, at),
    ...contribute('peopleServed', record.peopleServed, at),
    ...contribute('pointsIssued', record.points, at),
  ];
};

/** The record that takes another back, minute for minute and point for point. */
export const reversalOf = (record: ServiceRecord, id: string, reason?: string): ServiceRecord => ({
  ...record,
  id,
  durationMinutes: -record.durationMinutes,
  points: -record.points,
  peopleServed: -record.peopleServed,
  reverses: record.id,
  reason,
  reversedBy: undefined,
});
