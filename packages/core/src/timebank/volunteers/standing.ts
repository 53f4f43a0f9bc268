import { z } from 'zod';
import { internal, LinliError, type PlainDate, personal, sensitive } from '../../kernel/index.ts';
import { AVAILABLE_AT } from './availability.ts';

export const VOLUNTEER_STATES = ['training', 'active', 'paused', 'left'] as const;
export type VolunteerState = (typeof VOLUNTEER_STATES)[number];

export const AGREEMENT_WAYS = ['desk', 'phone', 'online'] as const;

/**
 * What Linli itself keeps of a volunteer beside what a ledger says: a ledger that comes again leaves it alone. `state` is
 * absent until the first step of a volunteer whom a ledger brought: they are active. `stateSince` is the day of the last
 * step. `stepCount` and `trainingCount` number the next step and the next training.
 */
export const standingFields = {
  state: personal(z.enum(VOLUNTEER_STATES).optional()),
  stateSince: personal(z.string().optional()),
  stepCount: internal(z.number().int().optional()),
  trainingCount: internal(z.number().int().optional()),
  trainedMinutes: personal(z.number().int().optional()),
  skills: personal(z.array(z.string()).optional()),
  availability: personal(z.array(z.enum(AVAILABLE_AT)).optional()),
  /** That a party member agreed to a badge where everybody sees it: when, how, and who wrote it down. */
  partyBadge: sensitive(
    z
      .object({
        at: internal(z.string()),
        way: internal(z.enum(AGREEMENT_WAYS)),
        by: personal(z.string()),
      })
      .optional(),
  ),
};

export type Standing = z.infer<z.ZodObject<typeof standingFields>> & {
  training?: 'trained' | 'pending' | undefined;
};

export const stateOf = ({ state }: Pick<Standing, 'state'>): VolunteerState => state ?? 'active';

/** Where a volunteer can go from where they stand. Who left may come back, by way of the training. */
const NEXT: Readonly<Record<VolunteerState, readonly VolunteerState[]>> = {
  training: ['active', 'left'],
  active: ['paused', 'left'],
  paused: ['active', 'left'],
  left: ['training'],
};

export const nextStates = (volunteer: Pick<Standing, 'state'>): readonly VolunteerState[] =>
  NEXT[stateOf(volunteer)];

/** Only what is known to be missing counts as missing: ledgers without a column for it have volunteers at work. */
export const isTrained = ({ training, trainedMinutes = 0 }: Standing): boolean =>
  training !== 'pending' || trainedMinutes > 0;

/**
 * That this volunteer may go there: throws `conflict` for a step that does not lead on from where they stand, or into
 * work without a training.
 */
export function requireStep(volunteer: Standing, to: VolunteerState): void {
  if (!nextStates(volunteer).includes(to)) throw new LinliError('conflict', 'stepNotOpen', { field: 'to' });
  if (to === 'active' && !isTrained(volunteer))
    throw new LinliError('conflict', 'notTrained', { field: 'to' });
}

const NOT_SERVING = {
  training: 'volunteerInTraining',
  paused: 'volunteerPaused',
  left: 'volunteerLeft',
} as const;

/** Why a service of that day is none of this volunteer's: whoever paused, left or is in training served until then. */
export function notServing(
  volunteer: Standing,
  servedOn: PlainDate,
  field = 'servedOn',
): LinliError | undefined {
  const state = stateOf(volunteer);
  const { stateSince: since = '' } = volunteer;
  if (state === 'active' || servedOn < since) return undefined;
  return new LinliError('invalid', NOT_SERVING[state], { field, params: { since } });
}
