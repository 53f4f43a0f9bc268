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
import { contentHash, provenance, view, write } from '../../table/index.ts';
import { Volunteers } from '../entities.ts';
import { OnBehalfOf } from '../post-service-record.ts';
import { Volunteer } from '../volunteer.ts';
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
  return makeProposal(scope, volunteer, said, { key: input.key, onBehalfOf });
}

export async function storedVolunteer({ table, tenantId }: Scope, id: string): Promise<Volunteer> {
  const volunteer = await table.get(Volunteers, Volunteers.get({ tenantId, id }));
  if (volunteer === undefined) throw notFound('volunteer');
  return Volunteer.parse(volunteer);
}

/**
 * The proposal and one more of its maker's hour, in one commit. Its id follows from the key, so that a second commit fails
 * on the proposal itself: the same request is then answered as it was the first time, whatever was decided since.
 */
export async function makeProposal(
  scope: Scope,
  volunteer: Volunteer,
  said: z.output<typeof ServiceSaid>,
  { key, onBehalfOf }: { key: string; onBehalfOf?: string | undefined },
): Promise<ServiceProposal> {
  const { tenantId, actor, now, table } = scope;
  if (said.servedOn > plainDateOf(now))
    throw new LinliError('invalid', 'dateInFuture', { field: 'servedOn' });
  const id = idFrom('serviceProposal', tenantId, key);
  const askedHash = contentHash({ said, volunteerId: volunteer.id, onBehalfOf });
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
    await table.commit([write(ServiceProposals.create(made), taken), countEntry(scope)]);
    return view(ServiceProposal, proposal);
  } catch (error) {
    if (error !== taken) throw error;
    const key = ServiceProposals.get({ tenantId, id });
    const stored = await table.get(ServiceProposals, key, { consistent: true });
    if (stored?.askedHash !== askedHash) throw taken;
    const { witness: _, decided: __, dispute: ___, recordId: ____, ...asMade } = stored;
    return view(ServiceProposal, { ...asMade, state: 'proposed' });
  }
}
