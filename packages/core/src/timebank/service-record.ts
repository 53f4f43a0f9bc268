import { z } from 'zod';
import { type Contribution, contribute, internal, personal } from '../kernel/index.ts';

/** The time of day at which it began, `HH:MM` in Asia/Shanghai. */
export const StartsAt = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/**
 * One service by one volunteer: the posting of the hours book and of the points book in one record, so that neither can
 * exist without the other. Never edited: a mistake is reversed by a record whose minutes and points are negative.
 */
export const ServiceRecord = z.object({
  id: internal(z.string()),
  servedOn: personal(z.string()),
  startsAt: personal(StartsAt.optional()),
  item: personal(z.string()),
  category: personal(z.string()),
  volunteerId: personal(z.string()),
  volunteerNo: personal(z.string()),
  volunteerName: personal(z.string()),
  courtyardId: personal(z.string().optional()),
  accountId: internal(z.string()),
  durationMinutes: personal(z.number().int()),
  points: personal(z.number().int()),
  ruleId: internal(z.string()),
  /** What the rule's caps kept back of its points. */
  pointsWithheld: personal(z.number().int().optional()),
  /** The day and the year, by their digits, in whose quotas its points were counted. */
  countedIn: internal(z.array(z.string()).optional()),
  recipient: personal(z.string().optional()),
  peopleServed: internal(z.number().int()),
  verifier: personal(z.string().optional()),
  reverses: internal(z.string().optional()),
  /** Of a reversal: why. */
  reason: internal(z.string().optional()),
  reversedBy: internal(z.string().optional()),
});
export type ServiceRecord = z.infer<typeof ServiceRecord>;

/**
 * A reversal takes back what its record gave: minus one record, and its negative minutes. Services and minutes are told
 * apart by category.
 */
export const tallyServiceRecord = (record: ServiceRecord): Contribution[] => {
  const at = { courtyardId: record.courtyardId, on: record.servedOn };
  const told = { ...at, category: record.category };
  return [
    ...contribute('serviceRecords', record.reverses === undefined ? 1 : -1, told),
    ...contribute('serviceMinutes', record.durationMinutes, told),
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
  pointsWithheld: undefined,
  countedIn: undefined,
  reversedBy: undefined,
});
