import { z } from 'zod';
import { LinliError, notFound, type Page, type PageRequest, parse, type Scope } from '../../kernel/index.ts';
import { view, viewPage } from '../../table/index.ts';
import { requireOwnVolunteer } from '../own.ts';
import { changeState, deedOf, storedProposal } from './decision-operations.ts';
import { ServiceProposals } from './entities.ts';
import { makeProposal, proposalIdOf } from './proposal-operations.ts';
import { isOpen, ServiceProposal, ServiceSaid } from './service-proposal.ts';

/** A volunteer proposes what they have done. The same key again answers with the proposal as it was made. */
export async function proposeOwnService(
  scope: Scope,
  input: z.input<typeof ServiceSaid> & { key: string },
): Promise<ServiceProposal> {
  const volunteer = await requireOwnVolunteer(scope);
  return makeProposal(scope, volunteer, parse(ServiceSaid, input), {
    id: proposalIdOf(scope, input.key),
  });
}

/** What a volunteer has proposed, or others for them, the newest day first. */
export async function listOwnProposals(scope: Scope, request: PageRequest): Promise<Page<ServiceProposal>> {
  const { id: volunteerId } = await requireOwnVolunteer(scope);
  const query = ServiceProposals.query.ofVolunteer({ tenantId: scope.tenantId, volunteerId });
  return viewPage(
    ServiceProposal,
    await scope.table.page(ServiceProposals, query, { ...request, order: 'desc' }),
  );
}

/** One of their own; anybody else's is not there. */
export async function getOwnProposal(scope: Scope, id: string): Promise<ServiceProposal> {
  return view(ServiceProposal, await ownProposal(scope, id));
}

async function ownProposal(scope: Scope, id: string): Promise<ServiceProposal> {
  const volunteer = await requireOwnVolunteer(scope);
  const proposal = await storedProposal(scope, id);
  if (proposal.volunteerId !== volunteer.id) throw notFound('serviceProposal');
  return proposal;
}

/** Takes back what was proposed by mistake. Doing it twice changes nothing more. */
export async function withdrawOwnProposal(scope: Scope, id: string): Promise<ServiceProposal> {
  const proposal = await ownProposal(scope, id);
  if (proposal.state === 'withdrawn') return view(ServiceProposal, proposal);
  if (!isOpen(proposal.state)) throw new LinliError('conflict', 'alreadyDecided');
  return changeState(scope, proposal, { state: 'withdrawn' }, 'withdraw');
}

export const DisputeProposalInput = z.object({ note: z.string().trim().min(2).max(200) });

/** Says, once, why it should not have been declined; it is then decided by another than whoever declined it. */
export async function disputeOwnProposal(
  scope: Scope,
  id: string,
  input: z.input<typeof DisputeProposalInput>,
): Promise<ServiceProposal> {
  const { note } = parse(DisputeProposalInput, input);
  const proposal = await ownProposal(scope, id);
  if (proposal.dispute !== undefined) throw new LinliError('conflict', 'alreadyDisputed');
  if (proposal.state !== 'declined') throw new LinliError('conflict', 'notDeclined');
  return changeState(scope, proposal, { state: 'disputed', dispute: deedOf(scope, note) }, 'dispute');
}
