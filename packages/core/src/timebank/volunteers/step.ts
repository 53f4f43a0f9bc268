import { z } from 'zod';
import { internal, personal } from '../../kernel/index.ts';
import { VOLUNTEER_STATES } from './standing.ts';

/** Who wrote a line down, and when. */
export const WrittenDown = z.object({ at: internal(z.string()), by: personal(z.string()) });

/**
 * One change of where a volunteer stands: from when, from what to what, and why. Line `n` of volunteer `v` has the id
 * `v.n`, so that the same step is never taken twice; `from` is absent on the line that made the volunteer.
 */
export const VolunteerStep = z.object({
  id: internal(z.string()),
  volunteerId: personal(z.string()),
  line: internal(z.number().int()),
  from: personal(z.enum(VOLUNTEER_STATES).optional()),
  to: personal(z.enum(VOLUNTEER_STATES)),
  on: personal(z.string()),
  reason: personal(z.string().optional()),
  recorded: internal(WrittenDown.optional()),
});
export type VolunteerStep = z.infer<typeof VolunteerStep>;

/** One training of one volunteer: its day, what it was about, how long in whole minutes, and who gave it. */
export const TrainingRecord = z.object({
  id: internal(z.string()),
  volunteerId: personal(z.string()),
  line: internal(z.number().int()),
  on: personal(z.string()),
  topic: personal(z.string()),
  minutes: personal(z.number().int()),
  trainer: personal(z.string().optional()),
  /** Of the first: what was known of the volunteer's training before it. */
  trainingBefore: personal(z.enum(['trained', 'pending', 'unknown']).optional()),
  /** That it was wrong: who took it back, when, and why. */
  takenBack: personal(
    z.object({ at: internal(z.string()), by: personal(z.string()), reason: personal(z.string()) }).optional(),
  ),
  recorded: internal(WrittenDown.optional()),
});
export type TrainingRecord = z.infer<typeof TrainingRecord>;
