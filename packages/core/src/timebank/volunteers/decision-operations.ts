import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import {
  LinliError,
  parse,
  plainDateOf,
  requireCourtyards,
  requireOther,
  requireWithin,
  type Scope,
} from '../../kernel/index.ts';
import { type Write, write } from '../../table/index.ts';
import type { ApplicationState, VolunteerApplication } from './application.ts';
import { storedApplication, viewApplication } from './application-operations.ts';
import { ApplicationMarks, VolunteerApplications } from './entities.ts';
import type { GuardianConsent } from './guardian.ts';
import { type GuardianInput, recordGuardianConsent } from './guardian-operations.ts';

export const DeclineInput = z.object({ reason: z.string().trim().min(2).max(120) });

/** Says no to an application, with a reason. The same again answers with the same. */
export async function declineApplication(
  scope: Scope,
  id: string,
  input: z.input<typeof DeclineInput>,
): Promise<VolunteerApplication> {
  const application = await toBeDecided(scope, id);
  requireOther(scope, application.personId);
  return settle(scope, application, { state: 'declined', ...parse(DeclineInput, input) });
}

/** Takes an application back at the desk, because the person said so. */
export async function withdrawApplication(
  scope: Scope,
  id: string,
  input: z.input<typeof DeclineInput>,
): Promise<VolunteerApplication> {
  const application = await toBeDecided(scope, id);
  return settle(scope, application, { state: 'withdrawn', ...parse(DeclineInput, input) });
}

/** Records the consent of an applicant's guardian, without which a minor cannot be accepted. */
export async function giveApplicantsGuardianConsent(
  scope: Scope,
  id: string,
  input: z.input<typeof GuardianInput>,
): Promise<GuardianConsent> {
  const { personId } = await toBeDecided(scope, id);
  return recordGuardianConsent(scope, personId, input);
}

export type StoredApplication = Awaited<ReturnType<typeof storedApplication>>;

export async function toBeDecided(scope: Scope, id: string): Promise<StoredApplication> {
  const within = requireCourtyards(scope, 'timebank:write');
  const application = await storedApplication(scope, id);
  requireWithin(within, application.courtyardId, 'volunteerApplication');
  return application;
}

type Settled = { state: Exclude<ApplicationState, 'applied' | 'accepted'>; reason?: string };

/** What ends an application that makes no volunteer: the person may apply again. */
export async function settle(
  scope: Scope,
  application: StoredApplication,
  settled: Settled,
): Promise<VolunteerApplication> {
  const { id, personId, state, reason } = application;
  if (state === settled.state && reason === settled.reason) return viewApplication(application);
  const { tenantId, table } = scope;
  const decision = decisionOf(scope, settled);
  const mark = ApplicationMarks.remove({ tenantId, id: personId }).where(({ applicationId }, { eq }) =>
    eq(applicationId, id),
  );
  await table.commit([
    decided(scope, application, decision),
    write(mark, alreadyDecided()),
    recordChange(scope, {
      ...{ action: settled.state === 'declined' ? 'decide' : 'withdraw' },
      ...{ noun: 'volunteerApplication', id, about: personId },
      before: { state },
      after: { state: settled.state },
      reason: settled.reason,
    }),
  ]);
  return viewApplication({ ...application, ...decision });
}

/** Who decided, when, and what. */
export const decisionOf = <S extends { state: ApplicationState }>({ now, actor }: Scope, settled: S) => ({
  ...settled,
  decidedOn: plainDateOf(now),
  decidedBy: actor.name,
});

/** The decision on an application that still waits for one. Its day stays: it lies in the index beside the state. */
export const decided = (
  { tenantId }: Scope,
  { id, appliedOn }: StoredApplication,
  decision: Partial<StoredApplication>,
): Write =>
  write(
    VolunteerApplications.patch({ tenantId, id })
      .set({ ...decision, appliedOn })
      .where(({ state }, { eq }) => eq(state, 'applied')),
    alreadyDecided(),
  );

export const alreadyDecided = () => new LinliError('conflict', 'alreadyDecided');
