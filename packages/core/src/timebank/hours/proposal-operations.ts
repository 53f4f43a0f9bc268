import type { z } from 'zod';
import { requireOnBehalfOf } from '../../courtyard/index.ts';
import {
  idFrom,
  LinliError,
  notFound,
  parse,
  plainDateOf,
  requireCourtyards,
  requireOther,
  requireWithin,
  type Scope,
} from '../../kernel/index.ts';
import { contentHash, provenance, view, type Write, write } from '../../table/index.ts';
import { Volunteers } from '../entities.ts';
import { OnBehalfOf } from '../post-service-record.ts';
import { Volunteer } from '../volunteer.ts';
import { standsAsRead } from '../volunteers/serving-operations.ts';
import { notServing } from '../volunteers/standing.ts';
import { countEntry, findingsOf } from './check-operations.ts';
import { ServiceProposals } from './entities.ts';
import { ServiceProposal, ServiceSaid } from './service-proposal.ts';

export const ProposeServiceInput = ServiceSaid.extend({
  volunteerId: Volunteer.shape.id,
  onBehalfOf: OnBehalfOf,
});

/**
 * Staff write a service down that another has to confirm. The same key again answers with the proposal as it was made.
 */
export async function proposeService(
  scope: Scope,
  input: z.input<typeof ProposeServiceInput> & { key: string },
): Promise<ServiceProposal> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { volunteerId, onBehalfOf, ...said } = parse(ProposeServiceInput, input);
  const volunteer = await storedVolunteer(scope, volunteerId);
  requireWithin(within, volunteer.courtyardId, 'volunteer');
  requireOther(scope, volunteer.personId);
  await requireOnBehalfOf(scope, within, onBehalfOf);
  return makeProposal(scope, volunteer, said, { id: proposalIdOf(scope, input.key), onBehalfOf });
}

export async function storedVolunteer({ table, tenantId }: Scope, id: string): Promise<Volunteer> {
  const volunteer = await table.get(Volunteers, Volunteers.get({ tenantId, id }));
  if (volunteer === undefined) throw notFound('volunteer');
  return Volunteer.parse(volunteer);
}

/** Of what a proposal is made for ever: the key of a form, a need that was met, an attendance. */
export const proposalIdOf = ({ tenantId }: Scope, ...natural: readonly string[]): string =>
  idFrom('serviceProposal', tenantId, ...natural);

type Making = {
  id: string;
  onBehalfOf?: string | undefined;
  /** Commits it along with what else has to happen by it. */
  commit?(writes: readonly Write[]): Promise<unknown>;
};

/**
 * The proposal and one more of its maker's hour, in one commit that holds only while the volunteer serves. Its id follows
 * from what it is made of, so that a second commit fails on the proposal itself: the same request is then answered as it was
 * the first time, whatever was decided since, and whether they still serve or not.
 */
export async function makeProposal(
  scope: Scope,
  volunteer: Volunteer,
  said: z.output<typeof ServiceSaid>,
  { id, onBehalfOf, commit = (writes) => scope.table.commit(writes) }: Making,
): Promise<ServiceProposal> {
  const { actor, now } = scope;
  if (said.servedOn > plainDateOf(now))
    throw new LinliError('invalid', 'dateInFuture', { field: 'servedOn' });
  const askedHash = contentHash({ said, volunteerId: volunteer.id, onBehalfOf });
  const resting = notServing(volunteer, said.servedOn);
  if (resting !== undefined) return asMade(scope, id, askedHash, resting);
  const taken = new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  const proposal: ServiceProposal = {
    ...said,
    id,
    state: 'proposed',
    volunteerId: volunteer.id,
    volunteerNo: volunteer.volunteerNo,
    volunteerName: volunteer.name,
    courtyardId: volunteer.courtyardId,
    findings: await findingsOf(scope, { ...said, id, volunteerId: volunteer.id }, actor.id),
    proposed: { by: actor.id, name: actor.name, at: now },
  };
  try {
    const made = { ...proposal, ...provenance(scope, onBehalfOf), standing: 'open' as const, askedHash };
    await commit([
      write(ServiceProposals.create(made), taken),
      countEntry(scope),
      standsAsRead(scope, volunteer),
    ]);
    return view(ServiceProposal, proposal);
  } catch (error) {
    if (error !== taken) throw error;
    return asMade(scope, id, askedHash, taken);
  }
}

/** The proposal as it was made by the same request; `otherwise` is thrown where there is none. */
async function asMade(
  { table, tenantId }: Scope,
  id: string,
  askedHash: string,
  otherwise: LinliError,
): Promise<ServiceProposal> {
  const stored = await table.get(ServiceProposals, ServiceProposals.get({ tenantId, id }), {
    consistent: true,
  });
  if (stored?.askedHash !== askedHash) throw otherwise;
  const { witness: _, decided: __, dispute: ___, recordId: ____, ...asMade } = stored;
  return view(ServiceProposal, { ...asMade, state: 'proposed' });
}
