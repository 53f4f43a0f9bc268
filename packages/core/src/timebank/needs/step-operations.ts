import { type AuditAction, recordChange } from '../../audit/index.ts';
import { LinliError, newId, plainDateOf, type Scope } from '../../kernel/index.ts';
import { view, type Write, write } from '../../table/index.ts';
import type { Volunteer } from '../volunteer.ts';
import { standsAsRead } from '../volunteers/serving-operations.ts';
import { notServing } from '../volunteers/standing.ts';
import { NeedsNow, ServiceNeeds, TakenNeeds } from './entities.ts';
import { NeededNow, type NeedState, type NeedStep, ServiceNeed, STEPS_LIMIT } from './service-need.ts';

/** A step, with what it changes beside the state; `beside` holds or the step is not taken. */
type Going = {
  to: NeedState;
  action: AuditAction;
  reason?: string | undefined;
  volunteer?: { id: string; name: string };
  proposalId?: string;
  refusal?: LinliError;
  beside?: readonly Write[];
};

/**
 * Takes a need a step further, in one commit that holds only if nobody was faster: the need, what anybody may know of it
 * (there while it is open), and what its volunteer has on hand (there while it is taken).
 */
export async function go(scope: Scope, need: ServiceNeed, going: Going): Promise<ServiceNeed> {
  const { tenantId, actor, now, table } = scope;
  const { to, action, reason, volunteer, proposalId, beside = [] } = going;
  const { id, answerBy, stepCount, personId } = need;
  if (stepCount >= STEPS_LIMIT)
    throw new LinliError('limit_exceeded', 'needSteps', { params: { max: STEPS_LIMIT } });
  const refusal = going.refusal ?? new LinliError('conflict', 'alreadyChanged');
  const step: NeedStep = { to, at: now, by: actor.name, ...(reason === undefined ? {} : { reason }) };
  const cause = newId('audit', now);
  const said = {
    ...(volunteer === undefined ? {} : { volunteerId: volunteer.id, volunteerName: volunteer.name }),
    ...(proposalId === undefined ? {} : { proposalId }),
  };
  const patch = ServiceNeeds.patch({ tenantId, id })
    // The day is part of the index entry in which the state is.
    .set({ state: to, answerBy, touchedBy: cause, ...said })
    .append({ steps: [step] })
    .add({ stepCount: 1 });
  const moved = to === 'open' ? patch.remove(['volunteerId', 'volunteerName']) : patch;
  await table.commit([
    ...beside,
    write(
      moved.where((stored, { eq }) => eq(stored.stepCount, stepCount)),
      refusal,
    ),
    ...shown(scope, need, to, refusal),
    ...onHand(scope, need, going, refusal),
    recordChange(scope, {
      ...{ action, noun: 'serviceNeed', id, about: personId, reason, recordedAs: cause },
      ...{ before: { state: need.state }, after: { state: to, volunteerId: volunteer?.id } },
    }),
  ]);
  const { volunteerId: _, volunteerName: __, ...alone } = need;
  return view(ServiceNeed, {
    ...(to === 'open' ? alone : need),
    ...{ ...said, state: to, steps: [...need.steps, step], stepCount: stepCount + 1 },
  });
}

function shown({ tenantId }: Scope, need: ServiceNeed, to: NeedState, refusal: LinliError): Write[] {
  const { id, answerBy, state } = need;
  if (to === 'open') return [write(NeedsNow.create({ ...NeededNow.parse(need), tenantId }), refusal)];
  return state === 'open' ? [write(NeedsNow.delete({ tenantId, answerBy, id }), refusal)] : [];
}

function onHand({ tenantId }: Scope, need: ServiceNeed, { to, volunteer }: Going, refusal: LinliError) {
  const { id: needId, state, volunteerId = '' } = need;
  if (to === 'taken' && volunteer !== undefined)
    return [write(TakenNeeds.create({ tenantId, id: takenIdOf(volunteer.id, needId), needId }), refusal)];
  return state === 'taken'
    ? [write(TakenNeeds.delete({ tenantId, id: takenIdOf(volunteerId, needId) }), refusal)]
    : [];
}

export const takenOf = (volunteerId: string) => `${volunteerId}.`;
const takenIdOf = (volunteerId: string, needId: string) => `${takenOf(volunteerId)}${needId}`;

/**
 * Gives an open need to a volunteer who is active at the moment of the commit: of two who ask for it at once, one gets it.
 * The same volunteer again answers with the same; nobody goes to themselves.
 */
export async function giveTo(
  scope: Scope,
  need: ServiceNeed,
  volunteer: Volunteer,
  action: 'take' | 'send',
): Promise<ServiceNeed> {
  if (volunteer.personId === need.personId)
    throw new LinliError('invalid', 'ownNeed', { field: 'volunteerId' });
  if (need.state === 'taken' && need.volunteerId === volunteer.id) return view(ServiceNeed, need);
  const refusal = new LinliError('conflict', need.state === 'open' ? 'needTaken' : over(need));
  if (need.state !== 'open') throw refusal;
  const resting = notServing(volunteer, plainDateOf(scope.now), 'volunteerId');
  if (resting !== undefined) throw resting;
  return go(scope, need, {
    ...{ to: 'taken', action, volunteer, refusal },
    beside: [standsAsRead(scope, volunteer)],
  });
}

export const over = ({ state }: ServiceNeed) => (state === 'taken' ? 'needTaken' : 'needOver');

/** Says why, and takes the step from where it may be taken; the same again answers with the same. */
export async function goWithReason(
  scope: Scope,
  need: ServiceNeed,
  { from, ...going }: Going & { from: readonly NeedState[]; reason: string },
): Promise<ServiceNeed> {
  const last = need.steps.at(-1);
  if (last?.to === going.to && last.reason === going.reason) return view(ServiceNeed, need);
  if (!from.includes(need.state))
    throw new LinliError('conflict', need.state === 'open' ? 'needNotTaken' : over(need));
  return go(scope, need, going);
}
