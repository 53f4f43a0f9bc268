import { z } from 'zod';
import { bornInOf } from '../../courtyard/index.ts';
import { plainDateOf, requireCourtyards, type Scope } from '../../kernel/index.ts';
import { TrainingRecords, VolunteerSteps } from './entities.ts';
import { GuardianConsent, isMinorOn } from './guardian.ts';
import {
  type GuardianInput,
  guardianConsentOf,
  recordGuardianConsent,
  removeGuardianConsent,
} from './guardian-operations.ts';
import { linesOf } from './line-id.ts';
import { viewRecorded } from './recorded.ts';
import { isTrained, nextStates, stateOf, VOLUNTEER_STATES } from './standing.ts';
import { TrainingRecord, VolunteerStep } from './step.ts';
import { requireVolunteer } from './volunteer-operations.ts';

const LINES_SHOWN = 50;

/** Where a volunteer stands, how they came there, and where they can go from here. */
export const VolunteerStanding = z.object({
  state: z.enum(VOLUNTEER_STATES),
  next: z.array(z.enum(VOLUNTEER_STATES)),
  trained: z.boolean(),
  /** The newest first, fifty at most. */
  steps: z.array(VolunteerStep),
  trainings: z.array(TrainingRecord),
  /** The numbers of the next step and the next training. */
  nextStep: z.number().int(),
  nextTraining: z.number().int(),
  /** Of a minor: that a guardian must agree, and what they said. */
  minor: z.boolean(),
  guardian: GuardianConsent.optional(),
});
export type VolunteerStanding = z.infer<typeof VolunteerStanding>;

export async function getVolunteerStanding(scope: Scope, id: string): Promise<VolunteerStanding> {
  const within = requireCourtyards(scope, 'timebank:read');
  const { tenantId, table, now } = scope;
  const volunteer = await requireVolunteer(scope, within, id);
  const newest = { order: 'desc', limit: LINES_SHOWN } as const;
  const ofVolunteer = { id: linesOf(id) };
  const [steps, trainings, bornIn, guardian] = await Promise.all([
    table.page(VolunteerSteps, VolunteerSteps.query.byId({ tenantId }).begins(ofVolunteer), newest),
    table.page(TrainingRecords, TrainingRecords.query.byId({ tenantId }).begins(ofVolunteer), newest),
    bornInOf(scope, volunteer.personId),
    guardianConsentOf(scope, volunteer.personId),
  ]);
  return {
    state: stateOf(volunteer),
    next: [...nextStates(volunteer)],
    trained: isTrained(volunteer),
    steps: steps.items.map((step) => viewRecorded(VolunteerStep, step)),
    trainings: trainings.items.map((training) => viewRecorded(TrainingRecord, training)),
    nextStep: (volunteer.stepCount ?? 0) + 1,
    nextTraining: (volunteer.trainingCount ?? 0) + 1,
    minor: bornIn !== undefined && isMinorOn(bornIn, plainDateOf(now)),
    ...(guardian === undefined ? {} : { guardian }),
  };
}

/** Records the consent of a volunteer's guardian; said anew it stands in place of what they said before. */
export async function giveGuardianConsent(
  scope: Scope,
  volunteerId: string,
  input: z.input<typeof GuardianInput>,
): Promise<GuardianConsent> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { personId } = await requireVolunteer(scope, within, volunteerId);
  return recordGuardianConsent(scope, personId, input);
}

/** The guardian of a volunteer no longer agrees. Nothing to take back is nothing done. */
export async function withdrawGuardianConsent(scope: Scope, volunteerId: string): Promise<{ id: string }> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { personId } = await requireVolunteer(scope, within, volunteerId);
  await removeGuardianConsent(scope, personId);
  return { id: volunteerId };
}
