import { z } from 'zod';
import { internal, personal } from '../../kernel/index.ts';
import { Objection } from './objection.ts';
import { Star } from './star.ts';

/** A publicity (公示) of star levels: from the day on which it was opened until the end of another. */
export const StarRound = z.object({
  id: internal(z.string()),
  opensOn: internal(z.string()),
  /** The last day on which somebody can object. */
  endsOn: internal(z.string()),
  starCount: internal(z.number().int()),
});
export type StarRound = z.infer<typeof StarRound>;

/** One star of a round with what the hours book says of its volunteer now: below the level it cannot be granted. */
export const StarInRound = Star.extend({
  minutesNow: personal(z.number().int()),
  /** Reached by the hours of now. */
  reached: internal(z.boolean()),
});
export type StarInRound = z.infer<typeof StarInRound>;

export const StarRoundDetail = StarRound.extend({
  openedBy: personal(z.string()),
  /** Its last day is past: what nobody objected to can be granted. */
  over: internal(z.boolean()),
  stars: z.array(StarInRound),
  objections: z.array(Objection),
});
export type StarRoundDetail = z.infer<typeof StarRoundDetail>;
