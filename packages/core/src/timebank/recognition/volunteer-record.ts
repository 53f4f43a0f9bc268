import { z } from 'zod';
import { internal, personal } from '../../kernel/index.ts';
import { ServiceRecord } from '../service-record.ts';
import { TrainingRecord } from '../volunteers/step.ts';
import { Certificate } from './certificate.ts';
import { Star } from './star.ts';

/**
 * A volunteer's record (志愿服务记录) as 志愿服务记录与证明出具办法（试行）, 民政部令第67号, divides it in its article 4: personal basic
 * information, service, training, commendation. Whether there is an ID number is said, the number is not: who must have it
 * takes it from the export of the person. What others think of a service (评价情况) is not kept.
 */
export const VolunteerRecord = z.object({
  volunteerId: internal(z.string()),
  exportedAt: internal(z.string()),
  basic: z.object({
    name: personal(z.string()),
    volunteerNo: personal(z.string()),
    gender: personal(z.enum(['female', 'male']).optional()),
    /** `YYYY-MM`. */
    bornIn: personal(z.string().optional()),
    hasIdNumber: personal(z.boolean()),
    phone: personal(z.string().optional(), 'phone'),
    courtyardId: personal(z.string().optional()),
    skill: personal(z.string().optional()),
    registeredOn: personal(z.string().optional()),
    /** Over all years. */
    minutesServed: personal(z.number().int()),
  }),
  services: z.array(
    ServiceRecord.pick({
      id: true,
      servedOn: true,
      startsAt: true,
      item: true,
      category: true,
      durationMinutes: true,
      peopleServed: true,
      recipient: true,
      verifier: true,
      reverses: true,
    }),
  ),
  trainings: z.array(TrainingRecord.pick({ on: true, topic: true, minutes: true, trainer: true })),
  stars: z.array(Star.pick({ level: true, minutes: true, grantedOn: true })),
  certificates: z.array(
    Certificate.pick({ number: true, from: true, to: true, minutes: true, issuedOn: true }),
  ),
});
export type VolunteerRecord = z.infer<typeof VolunteerRecord>;
