import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import { requirePerson, type StoredPerson } from '../../courtyard/index.ts';
import { LinliError, parse, plainDateOf, requireOther, type Scope } from '../../kernel/index.ts';
import { provenance, type Write, write } from '../../table/index.ts';
import { Volunteers } from '../entities.ts';
import type { VolunteerApplication } from './application.ts';
import { requireNoVolunteer, viewApplication } from './application-operations.ts';
import {
  alreadyDecided,
  decided,
  decisionOf,
  type StoredApplication,
  toBeDecided,
} from './decision-operations.ts';
import { VolunteerSteps } from './entities.ts';
import { guardianWrites } from './guardian-operations.ts';
import { freeVolunteerNo, volunteerIdOf } from './number-operations.ts';
import { acceptedByNotice } from './recruitment-operations.ts';
import { storedStep } from './step-operations.ts';

export const AcceptInput = z.object({ reason: z.string().trim().min(2).max(120).optional() });

const TRIES = 5;

/**
 * Accepts an application: it becomes a volunteer in training with the next volunteer number and the first line of their
 * history, all or none. A minor only with their guardian's consent. Accepted again, it answers with the same.
 */
export async function acceptApplication(
  scope: Scope,
  id: string,
  input: z.input<typeof AcceptInput>,
): Promise<VolunteerApplication> {
  const { reason } = parse(AcceptInput, input);
  const application = await toBeDecided(scope, id);
  requireOther(scope, application.personId);
  if (application.state === 'accepted' && application.reason === reason) return viewApplication(application);
  if (application.state !== 'applied') throw alreadyDecided();
  const person = await requirePerson(scope, 'all', application.personId);
  await requireNoVolunteer(scope, person);
  const numberTaken = new LinliError('conflict', 'alreadyChanged');
  for (let tries = 1; ; tries++) {
    const volunteerNo = await freeVolunteerNo(scope);
    const accepted = { state: 'accepted' as const, reason, volunteerNo };
    const decision = decisionOf(scope, {
      ...accepted,
      volunteerId: volunteerIdOf(scope.tenantId, volunteerNo),
    });
    try {
      await scope.table.commit(acceptance(scope, application, { person, decision, numberTaken }));
      return viewApplication({ ...application, ...decision });
    } catch (error) {
      if (error !== numberTaken || tries === TRIES) throw error;
    }
  }
}

type Acceptance = {
  person: StoredPerson;
  decision: { state: 'accepted'; reason: string | undefined; volunteerId: string; volunteerNo: string };
  numberTaken: LinliError;
};

function acceptance(
  scope: Scope,
  application: StoredApplication,
  { person, decision, numberTaken }: Acceptance,
): Write[] {
  const on = plainDateOf(scope.now);
  const { volunteerId, volunteerNo, reason } = decision;
  const { skills, availability, noticeId, personId } = application;
  const volunteer = {
    ...{ id: volunteerId, personId, volunteerNo, name: person.name, courtyardId: person.courtyardId },
    ...{ partyMember: person.politics === 'partyMember', registeredOn: on, training: 'pending' as const },
    ...{ state: 'training' as const, stateSince: on, stepCount: 1, skills, availability },
  };
  const first = storedStep(
    scope,
    volunteerId,
    { line: 1, to: 'training', on, reason },
    { accepted: personId },
  );
  return [
    decided(scope, application, decision),
    write(Volunteers.create({ ...volunteer, ...provenance(scope) }), numberTaken),
    write(VolunteerSteps.create(first), numberTaken),
    ...guardianWrites(scope, personId, person.bornIn),
    ...(noticeId === undefined ? [] : [acceptedByNotice(scope, noticeId)]),
    recordChange(scope, {
      ...{ action: 'decide', noun: 'volunteerApplication', id: application.id, about: personId },
      before: { state: 'applied' },
      after: { state: 'accepted', volunteerNo },
      reason,
    }),
    recordChange(scope, {
      ...{ action: 'create', noun: 'volunteer', id: volunteerId, about: personId },
      after: { volunteerNo, state: 'training' },
    }),
  ];
}
