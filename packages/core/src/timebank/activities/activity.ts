import { z } from 'zod';
import { internal, publicField } from '../../kernel/index.ts';

/**
 * Something that volunteers are wanted for, with its shifts. `category` is that of the services it comes to; `contact` is
 * published as it was typed, so that somebody without an account knows whom to ask. `startsOn` is the day of the first
 * shift it was made with.
 */
export const Activity = z.object({
  id: publicField(z.string()),
  title: publicField(z.string()),
  category: publicField(z.string()),
  place: publicField(z.string()),
  courtyardId: publicField(z.string().optional()),
  contact: publicField(z.string().optional(), 'none'),
  about: publicField(z.string().optional()),
  startsOn: publicField(z.string()),
  /** How often it was said anew; absent for one that never was. */
  revision: publicField(z.number().int().optional()),
  /** What was asked for under its id, so that the same again is told from something else. */
  askedHash: internal(z.string().optional()),
});
export type Activity = z.infer<typeof Activity>;

/** What anybody is told of it. */
export const PublicActivity = Activity.omit({ askedHash: true });
export type PublicActivity = z.infer<typeof PublicActivity>;
