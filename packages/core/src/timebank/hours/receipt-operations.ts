import { recordChange } from '../../audit/index.ts';
import { getOwnPerson } from '../../courtyard/index.ts';
import { LinliError, requireOther, requirePermission, type Scope } from '../../kernel/index.ts';
import { view, write } from '../../table/index.ts';
import { findingsOf } from './check-operations.ts';
import { deedOf, postProposal, requireOpen, storedProposal } from './decision-operations.ts';
import { ServiceProposals } from './entities.ts';
import { storedVolunteer } from './proposal-operations.ts';
import { ServiceProposal } from './service-proposal.ts';

/** What somebody is asked who is said to have received a service. */
export const ReceivedService = ServiceProposal.pick({
  id: true,
  state: true,
  servedOn: true,
  startsAt: true,
  item: true,
  volunteerName: true,
  durationMinutes: true,
  witness: true,
});
export type ReceivedService = Pick<ServiceProposal, keyof typeof ReceivedService.shape>;

/**
 * For a resident who was shown the proposal's own address by the volunteer; its id cannot be guessed. Nobody is asked about
 * what they did themselves.
 */
export async function getReceivedService(scope: Scope, id: string): Promise<ReceivedService> {
  return view(ReceivedService, await received(scope, id));
}

async function received(scope: Scope, id: string): Promise<ServiceProposal> {
  requirePermission(scope, 'timebank:own');
  await getOwnPerson(scope);
  const proposal = await storedProposal(scope, id);
  requireOther(scope, (await storedVolunteer(scope, proposal.volunteerId)).personId);
  return proposal;
}

/**
 * Who received a service says that it was done. Where the checks notice nothing that confirms it; otherwise their word stands
 * beside the proposal, and the community decides. Said twice by the same, it changes nothing more.
 */
export async function receiveService(scope: Scope, id: string): Promise<ReceivedService> {
  const proposal = await received(scope, id);
  const said = proposal.witness ?? proposal.decided;
  if (said?.by === scope.actor.id) return view(ReceivedService, proposal);
  requireOpen(proposal);
  if (proposal.proposed.by === scope.actor.id) throw new LinliError('forbidden', 'ownProposal');
  const witness = deedOf(scope);
  const findings = await findingsOf(scope, proposal);
  if (findings.length === 0 && proposal.state === 'proposed')
    return view(ReceivedService, await postProposal(scope, proposal, witness));
  const { tenantId, table } = scope;
  const beside = ServiceProposals.patch({ tenantId, id })
    .set({ witness })
    .where(
      ({ state, witness: said }, { eq, notExists }) => `${eq(state, proposal.state)} AND ${notExists(said)}`,
    );
  await table.commit([
    write(beside, new LinliError('conflict', 'alreadyDecided')),
    recordChange(scope, { action: 'witness', noun: 'serviceProposal', id }),
  ]);
  return view(ReceivedService, { ...proposal, witness });
}
