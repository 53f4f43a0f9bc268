import { z } from 'zod';
import { idFrom, internal, personal } from '../../kernel/index.ts';

/** `refused`: an objection was upheld. It can be announced again. */
export const STAR_STATES = ['announced', 'refused', 'granted'] as const;

/**
 * A star level (星级) of one volunteer, from its publicity on: in which round it stood, until which day, and what became of
 * it. `minutes` is what the hours book said when it was announced; `name` is the volunteer's of then. One record for each
 * volunteer and level.
 */
export const Star = z.object({
  id: internal(z.string()),
  roundId: internal(z.string()),
  volunteerId: personal(z.string()),
  volunteerNo: personal(z.string()),
  name: personal(z.string()),
  courtyardId: personal(z.string().optional()),
  level: personal(z.number().int()),
  minutes: personal(z.number().int()),
  state: internal(z.enum(STAR_STATES)),
  /** The last day of its publicity. */
  publicUntil: internal(z.string()),
  openObjections: internal(z.number().int()),
  grantedOn: internal(z.string().optional()),
  grantedBy: personal(z.string().optional()),
});
export type Star = z.infer<typeof Star>;

export const starIdOf = (tenantId: string, volunteerId: string, level: number): string =>
  idFrom('star', tenantId, volunteerId, String(level));
