import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import {
  idFrom,
  LinliError,
  notFound,
  parse,
  requireCourtyards,
  requireOther,
  requireWithin,
  type Scope,
} from '../../kernel/index.ts';
import { view, type Write, write } from '../../table/index.ts';
import { postRecord } from '../post-service-record.ts';
import { findingsOf } from './check-operations.ts';
import { ServiceProposals } from './entities.ts';
import { storedVolunteer } from './proposal-operations.ts';
import { type Deed, isOpen, type ProposalState, ServiceProposal } from './service-proposal.ts';

export const ConfirmProposalInput = z.object({ note: z.string().trim().max(200).optional() });

/** Unmasked, as a record is made from it: never handed out. Read consistently. */
export async function storedProposal({ table, tenantId }: Scope, id: string): Promise<ServiceProposal> {
  const key = ServiceProposals.get({ tenantId, id });
  const stored = await table.get(ServiceProposals, key, { consistent: true });
  if (stored === undefined) throw notFound('serviceProposal');
  return ServiceProposal.parse(stored);
}

/**
 * Somebody other than the volunteer and than whoever proposed it confirms that it was done: the service record with its
 * hours and points, the account and the proposal, in one commit. What the checks notice at this moment asks for a note that
 * says why it is right all the same. Confirmed twice by the same, it answers the same.
 */
export async function confirmProposal(
  scope: Scope,
  id: string,
  input: z.input<typeof ConfirmProposalInput>,
): Promise<ServiceProposal> {
  const within = requireCourtyards(scope, 'timebank:confirm');
  const { note } = parse(ConfirmProposalInput, input);
  const proposal = await storedProposal(scope, id);
  requireWithin(within, proposal.courtyardId, 'serviceProposal');
  if (isConfirmedBy(proposal, scope)) return view(ServiceProposal, proposal);
  await requireDecider(scope, proposal);
  requireOpen(proposal);
  const findings = await findingsOf(scope, proposal);
  if (findings.length > 0 && !note) throw new LinliError('invalid', 'noteNeeded', { field: 'note' });
  return postProposal(scope, proposal, deedOf(scope, note));
}

const isConfirmedBy = ({ state, decided }: ServiceProposal, { actor }: Scope): boolean =>
  state === 'confirmed' && decided?.by === actor.id;

export const deedOf = ({ actor, now }: Scope, note?: string): Deed => ({
  by: actor.id,
  name: actor.name,
  at: now,
  ...(note ? { note } : {}),
});

/**
 * Nobody decides on what they did or proposed themselves, nor a second time on what they declined. Throws `forbidden`.
 */
export async function requireDecider(scope: Scope, proposal: ServiceProposal): Promise<void> {
  const { actor } = scope;
  if (proposal.proposed.by === actor.id) throw new LinliError('forbidden', 'ownProposal');
  if (proposal.state === 'disputed' && proposal.decided?.by === actor.id)
    throw new LinliError('forbidden', 'ownDecision');
  if (actor.personId === undefined) return;
  requireOther(scope, (await storedVolunteer(scope, proposal.volunteerId)).personId);
}

/** Its record, its account and itself, all or none: eleven write units, one round trip. */
export async function postProposal(
  scope: Scope,
  proposal: ServiceProposal,
  decided: Deed,
): Promise<ServiceProposal> {
  const { tenantId } = scope;
  const { id, servedOn, startsAt, item, category, durationMinutes, peopleServed, recipient } = proposal;
  const said = { servedOn, startsAt, item, category, durationMinutes, peopleServed, recipient };
  const volunteer = await storedVolunteer(scope, proposal.volunteerId);
  const recordId = idFrom('serviceRecord', tenantId, 'proposal', id);
  const confirmed = { state: 'confirmed' as const, decided, recordId };
  await postRecord(
    scope,
    volunteer,
    { ...said, id: recordId, verifier: decided.name },
    {
      asked: { proposal: id, by: decided.by },
      taken: alreadyDecided(),
      beside: [decide(scope, proposal, confirmed)],
    },
  );
  return view(ServiceProposal, { ...proposal, ...confirmed });
}

const alreadyDecided = () => new LinliError('conflict', 'alreadyDecided');

type Outcome = { state: ProposalState; decided?: Deed; dispute?: Deed; recordId?: string };

/** The write that takes a proposal from the state in which it was read to the next, and from nowhere else. */
export function decide(
  { tenantId }: Scope,
  { id, state, servedOn }: ServiceProposal,
  outcome: Outcome,
): Write {
  const standing = isOpen(outcome.state) ? ('open' as const) : ('decided' as const);
  // The day is part of the index entry in which its standing is.
  const moved = ServiceProposals.patch({ tenantId, id })
    .set({ ...outcome, standing, servedOn })
    .where((stored, { eq }) => eq(stored.state, state));
  return write(moved, alreadyDecided());
}

export const DeclineProposalInput = z.object({ reason: z.string().trim().min(2).max(200) });

/** Declines it with a reason that the volunteer reads; they can dispute it, and then another decides. */
export async function declineProposal(
  scope: Scope,
  id: string,
  input: z.input<typeof DeclineProposalInput>,
): Promise<ServiceProposal> {
  const within = requireCourtyards(scope, 'timebank:confirm');
  const { reason } = parse(DeclineProposalInput, input);
  const proposal = await storedProposal(scope, id);
  requireWithin(within, proposal.courtyardId, 'serviceProposal');
  await requireDecider(scope, proposal);
  requireOpen(proposal);
  return changeState(scope, proposal, { state: 'declined', decided: deedOf(scope, reason) }, 'decline');
}

export function requireOpen({ state }: ServiceProposal): void {
  if (!isOpen(state)) throw alreadyDecided();
}

/** A change of state that makes no record, with what the trail says of it. */
export async function changeState(
  scope: Scope,
  proposal: ServiceProposal,
  outcome: Outcome,
  action: 'decline' | 'dispute' | 'withdraw',
): Promise<ServiceProposal> {
  const reason = (outcome.dispute ?? outcome.decided)?.note;
  await scope.table.commit([
    decide(scope, proposal, outcome),
    recordChange(scope, { action, noun: 'serviceProposal', id: proposal.id, reason }),
  ]);
  return view(ServiceProposal, { ...proposal, ...outcome });
}
