import { z } from 'zod';
import { LinliError, notFound, parse, type Scope } from '../../kernel/index.ts';
import { view } from '../../table/index.ts';
import { makeProposal, proposalIdOf } from '../hours/proposal-operations.ts';
import { type ServiceProposal, ServiceSaid } from '../hours/service-proposal.ts';
import { requireOwnVolunteer } from '../own.ts';
import { stateOf } from '../volunteers/standing.ts';
import { NeedReasonInput } from './answer-operations.ts';
import { NeedsNow, ServiceNeeds, TakenNeeds } from './entities.ts';
import { isMatch } from './matching.ts';
import { storedNeed } from './need-operations.ts';
import { NeededNow, SERVICE_CATEGORY, SERVICE_ITEMS, ServiceNeed } from './service-need.ts';
import { giveTo, go, goWithReason, over, takenOf } from './step-operations.ts';

const LOOKED_AT = 100;
const OWN_LOOKED_AT = 20;
const TAKEN_SHOWN = 50;

/** What the volunteer who took a need on is told of it: from then on whose it is, what exactly and where. */
export const TakenNeed = ServiceNeed.omit({ personId: true, volunteerId: true, volunteerName: true });
export type TakenNeed = z.infer<typeof TakenNeed>;

/** What a volunteer has taken on, what waits for somebody like them, and what else waits. */
export const Helping = z.object({
  /** Whoever is in training, paused or left takes nothing on. */
  active: z.boolean(),
  taken: z.array(TakenNeed),
  matching: z.array(NeededNow),
  others: z.array(NeededNow),
});
export type Helping = z.infer<typeof Helping>;

/** Four round trips at most; of what waits the hundred that are to be answered first. */
export async function getHelping(scope: Scope): Promise<Helping> {
  const volunteer = await requireOwnVolunteer(scope);
  const { tenantId, table } = scope;
  const { id, personId } = volunteer;
  const active = stateOf(volunteer) === 'active';
  const [onHand, waiting, own] = await Promise.all([
    table.page(TakenNeeds, TakenNeeds.query.byId({ tenantId }).begins({ id: takenOf(id) }), {
      limit: TAKEN_SHOWN,
    }),
    table.page(NeedsNow, NeedsNow.query.byDue({ tenantId }), { limit: LOOKED_AT }),
    table.page(ServiceNeeds, ServiceNeeds.query.ofPerson({ tenantId, personId }), {
      ...{ order: 'desc', limit: OWN_LOOKED_AT },
    }),
  ]);
  const needs = await table.getMany(
    onHand.items.map(({ needId }) => ({
      entity: ServiceNeeds,
      operation: ServiceNeeds.get({ tenantId, id: needId }),
    })),
  );
  const asked = own.items.map((need) => need.id);
  const open = waiting.items.map((need) => view(NeededNow, need)).filter((need) => !asked.includes(need.id));
  const suits = (need: NeededNow) => isMatch(volunteer, need);
  return view(Helping, {
    active,
    taken: needs.filter((need) => need !== undefined),
    matching: active ? open.filter(suits) : [],
    others: active ? open.filter((need) => !suits(need)) : [],
  });
}

/** Says that one will go. Whoever was second is told so (`conflict`). */
export async function takeNeed(scope: Scope, id: string): Promise<TakenNeed> {
  const volunteer = await requireOwnVolunteer(scope);
  return view(TakenNeed, await giveTo(scope, await storedNeed(scope, id), volunteer, 'take'));
}

export async function getTakenNeed(scope: Scope, id: string): Promise<TakenNeed> {
  return view(TakenNeed, (await taken(scope, id)).need);
}

/** One that they took on; any other is not there. */
async function taken(scope: Scope, id: string) {
  const volunteer = await requireOwnVolunteer(scope);
  const need = await storedNeed(scope, id);
  if (need.volunteerId !== volunteer.id) throw notFound('serviceNeed');
  return { volunteer, need };
}

/** One cannot go after all: it waits for another. */
export async function handNeedBack(
  scope: Scope,
  id: string,
  input: z.input<typeof NeedReasonInput>,
): Promise<NeededNow> {
  const { reason } = parse(NeedReasonInput, input);
  const { need } = await taken(scope, id);
  return view(
    NeededNow,
    await goWithReason(scope, need, { to: 'open', from: ['taken'], action: 'return', reason }),
  );
}

/** What a service says that the need does not say itself. */
export const ServedInput = ServiceSaid.pick({
  ...{ servedOn: true, startsAt: true, durationMinutes: true, note: true },
});

/**
 * It was done: a service proposal, filled in from the need, which whoever asked confirms. Proposal and need in one commit;
 * there is one of a need for ever, and the same again answers with it as it was proposed.
 */
export async function proposeServedNeed(
  scope: Scope,
  id: string,
  input: z.input<typeof ServedInput>,
): Promise<ServiceProposal> {
  const said = parse(ServedInput, input);
  const { volunteer, need } = await taken(scope, id);
  if (need.state !== 'taken' && need.state !== 'served') throw new LinliError('conflict', over(need));
  const proposalId = proposalIdOf(scope, 'need', id);
  const service = {
    ...{ ...said, item: SERVICE_ITEMS[need.category], category: SERVICE_CATEGORY },
    ...{ peopleServed: 1, recipient: need.personName },
  };
  return makeProposal(scope, volunteer, service, {
    id: proposalId,
    commit: (writes) => go(scope, need, { to: 'served', action: 'propose', proposalId, beside: writes }),
  });
}
