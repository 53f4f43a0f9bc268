import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import { bornInOf } from '../../courtyard/index.ts';
import {
  LinliError,
  parse,
  plainDateOf,
  requireCourtyards,
  requireOther,
  type Scope,
} from '../../kernel/index.ts';
import { contentHash, provenance, type Write, write } from '../../table/index.ts';
import { Volunteers } from '../entities.ts';
import type { Volunteer } from '../volunteer.ts';
import { VolunteerSteps } from './entities.ts';
import { guardianWrites } from './guardian-operations.ts';
import { lineIdOf } from './line-id.ts';
import { viewRecorded } from './recorded.ts';
import { requireStep, stateOf, VOLUNTEER_STATES } from './standing.ts';
import { VolunteerStep } from './step.ts';
import { requireVolunteer } from './volunteer-operations.ts';

export const StepInput = z.object({
  /** The number of the step, as the page shows it that asks for it: another's step in between is not stepped over. */
  line: z.number().int().min(1).max(99_999),
  to: z.enum(VOLUNTEER_STATES),
  /** The day from which it holds; today when it is not said. */
  on: z.iso.date().optional(),
  reason: z.string().trim().min(2).max(120),
});
type Asked = z.infer<typeof StepInput>;

/**
 * Takes a volunteer from where they stand to another state: the line that says so and the volunteer, in one commit that
 * holds only if they still stand there. The same line asked for again is answered with the same step, for ever. Throws
 * `conflict` where somebody was faster, where training or a guardian's consent is missing.
 */
export async function takeStep(
  scope: Scope,
  volunteerId: string,
  input: z.input<typeof StepInput>,
): Promise<VolunteerStep> {
  const within = requireCourtyards(scope, 'timebank:write');
  const asked = parse(StepInput, input);
  const volunteer = await requireVolunteer(scope, within, volunteerId);
  requireOther(scope, volunteer.personId);
  const taken = await stepTaken(scope, volunteerId, asked);
  if (taken !== undefined) return taken;
  requireStep(volunteer, asked.to);
  const on = dayOf(scope, volunteer, asked);
  const bornIn = asked.to === 'active' ? await bornInOf(scope, volunteer.personId) : undefined;
  const step = { ...asked, on, from: stateOf(volunteer) };
  const stored = storedStep(scope, volunteerId, step, asked);
  const changed = new LinliError('conflict', 'alreadyChanged');
  try {
    await scope.table.commit([
      write(VolunteerSteps.create(stored), changed),
      moved(scope, volunteer, step, changed),
      ...guardianWrites(scope, volunteer.personId, bornIn),
      recordChange(scope, {
        ...{ action: 'change', noun: 'volunteer', id: volunteerId, about: volunteer.personId },
        before: { state: step.from },
        after: { state: step.to },
        reason: step.reason,
      }),
    ]);
    return viewRecorded(VolunteerStep, stored);
  } catch (error) {
    const posted = error === changed ? await stepTaken(scope, volunteerId, asked) : undefined;
    if (posted === undefined) throw error;
    return posted;
  }
}

function dayOf({ now }: Scope, { stateSince = '' }: Volunteer, { on = plainDateOf(now) }: Asked): string {
  if (on > plainDateOf(now)) throw new LinliError('invalid', 'dateInFuture', { field: 'on' });
  if (on < stateSince)
    throw new LinliError('invalid', 'stepBeforeLast', { field: 'on', params: { since: stateSince } });
  return on;
}

/** A step as it is stored; the first line of a volunteer who was accepted is written with them. */
export const storedStep = (
  scope: Scope,
  volunteerId: string,
  { line, from, to, on, reason }: Omit<VolunteerStep, 'id' | 'volunteerId' | 'recorded'>,
  asked: object,
) => ({
  ...{ id: lineIdOf(volunteerId, line), volunteerId, line, from, to, on, reason },
  ...provenance(scope),
  askedHash: contentHash({ asked }),
});

function moved(
  { tenantId }: Scope,
  { id, state }: Volunteer,
  { line, to, on }: { line: number; to: VolunteerStep['to']; on: string },
  refusal: LinliError,
): Write {
  const patch = Volunteers.patch({ tenantId, id })
    .set({ state: to, stateSince: on, stepCount: line })
    .where((volunteer, { eq, ne, gt, notExists }) =>
      [
        state === undefined ? notExists(volunteer.state) : eq(volunteer.state, state),
        line === 1 ? notExists(volunteer.stepCount) : eq(volunteer.stepCount, line - 1),
        ...(to === 'active'
          ? [
              `(${notExists(volunteer.training)} OR ${ne(volunteer.training, 'pending')} OR ${gt(volunteer.trainedMinutes, 0)})`,
            ]
          : []),
      ].join(' AND '),
    );
  return write(patch, refusal);
}

async function stepTaken(
  { table, tenantId }: Scope,
  volunteerId: string,
  asked: Asked,
): Promise<VolunteerStep | undefined> {
  const operation = VolunteerSteps.get({ tenantId, id: lineIdOf(volunteerId, asked.line) });
  const stored = await table.get(VolunteerSteps, operation, { consistent: true });
  if (stored === undefined) return undefined;
  if (stored.askedHash !== contentHash({ asked })) throw new LinliError('conflict', 'alreadyChanged');
  return viewRecorded(VolunteerStep, stored);
}
