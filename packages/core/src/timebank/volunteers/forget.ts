import { LinliError, type Scope } from '../../kernel/index.ts';
import { type Operation, write } from '../../table/index.ts';
import {
  draftGuardianConsent,
  draftTrainingRecord,
  draftVolunteerApplication,
  draftVolunteerStep,
} from './drafts.ts';
import {
  ApplicationMarks,
  GuardianConsents,
  TrainingRecords,
  VolunteerApplications,
  VolunteerSteps,
} from './entities.ts';
import { linesOf } from './line-id.ts';

/** What names others than whom it is about: who wrote it down, a trainer, a guardian. */
export const VOLUNTEERING_NOUNS = [
  draftVolunteerStep,
  draftTrainingRecord,
  draftVolunteerApplication,
  draftGuardianConsent,
].map(({ noun, stored, rewrite }) => ({ noun, stored, rewrite }));

/** A person's own way through the time bank, by their roles in it: what an export hands over and an erasure takes away. */
export async function volunteeringOf(
  { table, tenantId }: Scope,
  personId: string,
  volunteerIds: readonly string[],
) {
  const linesBy = await Promise.all(
    volunteerIds.map(async (volunteerId) => {
      const id = linesOf(volunteerId);
      const [steps, trainings] = await Promise.all([
        table.all(VolunteerSteps, VolunteerSteps.query.byId({ tenantId }).begins({ id })),
        table.all(TrainingRecords, TrainingRecords.query.byId({ tenantId }).begins({ id })),
      ]);
      return { steps, trainings };
    }),
  );
  const ofPerson = VolunteerApplications.query.ofPerson({ tenantId, personId });
  const [applications, guardian] = await Promise.all([
    table.all(VolunteerApplications, ofPerson),
    table.get(GuardianConsents, GuardianConsents.get({ tenantId, id: personId }), { consistent: true }),
  ]);
  return {
    steps: linesBy.flatMap(({ steps }) => steps),
    trainings: linesBy.flatMap(({ trainings }) => trainings),
    applications,
    guardian,
  };
}

/** Takes all of that away: nothing is counted by it. Cut off, the same again goes on. */
export async function forgetVolunteering(
  scope: Scope,
  personId: string,
  volunteerIds: readonly string[],
): Promise<number> {
  const { table, tenantId } = scope;
  const { steps, trainings, applications, guardian } = await volunteeringOf(scope, personId, volunteerIds);
  const gone: Operation[] = [
    ...steps.map(({ id }) => VolunteerSteps.delete({ tenantId, id })),
    ...trainings.map(({ id }) => TrainingRecords.delete({ tenantId, id })),
    ...applications.map(({ id }) => VolunteerApplications.delete({ tenantId, id })),
    ...(guardian === undefined ? [] : [GuardianConsents.delete({ tenantId, id: personId })]),
    ApplicationMarks.delete({ tenantId, id: personId }),
  ];
  for (const operation of gone)
    await table.commit([write(operation, new LinliError('conflict', 'alreadyChanged'))]);
  return gone.length - 1;
}
