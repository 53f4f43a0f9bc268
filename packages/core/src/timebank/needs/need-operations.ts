import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import { requirePerson } from '../../courtyard/index.ts';
import {
  idFrom,
  LinliError,
  notFound,
  type Page,
  type PageRequest,
  parse,
  plainDateOf,
  requireCourtyards,
  requireOther,
  requireWithin,
  rowsWithin,
  type Scope,
} from '../../kernel/index.ts';
import { contentHash, provenance, view, viewPage, write } from '../../table/index.ts';
import { DAY_PARTS } from '../volunteers/availability.ts';
import { NeedsNow, ServiceNeeds } from './entities.ts';
import { answerBy, isOverdue } from './promise.ts';
import { storedPromises } from './promise-operations.ts';
import { NEED_CATEGORIES, NEED_STATES, NeededNow, ServiceNeed, URGENCIES } from './service-need.ts';

export const NeedInput = z.object({
  category: z.enum(NEED_CATEGORIES),
  what: z.string().trim().min(2).max(200),
  place: z.string().trim().min(1).max(60),
  wishedOn: z.iso.date().optional(),
  wishedPart: z.enum(DAY_PARTS).optional(),
  urgency: z.enum(URGENCIES).default('ordinary'),
});

export const NeedForInput = NeedInput.extend({ personId: z.string().max(60) });

/** Writes down at the desk what a resident asks for; the same key again answers with the need as it was asked for. */
export async function recordNeed(
  scope: Scope,
  input: z.input<typeof NeedForInput> & { key: string },
): Promise<ServiceNeed> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { personId, ...asked } = parse(NeedForInput, input);
  requireOther(scope, personId);
  const person = await requirePerson(scope, within, personId);
  return askFor(scope, person, asked, { key: input.key, onBehalfOf: personId });
}

type Asker = { id: string; name: string; courtyardId?: string | undefined };

/** The need and what anybody may know of it, in one commit. */
export async function askFor(
  scope: Scope,
  { id: personId, name: personName, courtyardId }: Asker,
  asked: z.output<typeof NeedInput>,
  { key, onBehalfOf }: { key: string; onBehalfOf?: string },
): Promise<ServiceNeed> {
  const { tenantId, now, table, actor } = scope;
  const today = plainDateOf(now);
  const id = idFrom('serviceNeed', tenantId, key);
  const askedHash = contentHash({ asked, personId });
  const before = await asAsked(scope, id, askedHash);
  if (before !== undefined) return before;
  if (asked.wishedOn !== undefined && asked.wishedOn < today)
    throw new LinliError('invalid', 'wishedInPast', { field: 'wishedOn' });
  const need: ServiceNeed = {
    ...{ ...asked, id, personId, personName, courtyardId, state: 'open', askedAt: now },
    answerBy: answerBy(today, asked.urgency, await storedPromises(scope)),
    ...{ steps: [{ to: 'open', at: now, by: actor.name }], stepCount: 1 },
  };
  const taken = keyReused();
  try {
    await table.commit([
      write(ServiceNeeds.create({ ...need, ...provenance(scope, onBehalfOf), askedHash }), taken),
      write(NeedsNow.create({ ...NeededNow.parse(need), tenantId }), taken),
      recordChange(scope, { action: 'create', noun: 'serviceNeed', id, about: personId, onBehalfOf }),
    ]);
    return view(ServiceNeed, need);
  } catch (error) {
    const posted = error === taken ? await asAsked(scope, id, askedHash) : undefined;
    if (posted === undefined) throw error;
    return posted;
  }
}

const keyReused = () => new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });

/** The need of this key as it was asked for, whatever became of it since; undefined where there is none. */
async function asAsked(
  { table, tenantId }: Scope,
  id: string,
  askedHash: string,
): Promise<ServiceNeed | undefined> {
  const stored = await table.get(ServiceNeeds, ServiceNeeds.get({ tenantId, id }), { consistent: true });
  if (stored === undefined) return undefined;
  if (stored.askedHash !== askedHash) throw keyReused();
  const { volunteerId: _, volunteerName: __, proposalId: ___, steps, ...asked } = stored;
  return view(ServiceNeed, { ...asked, state: 'open', steps: steps.slice(0, 1), stepCount: 1 });
}

/** As it is stored, for operations that decide about it: never handed out. Read consistently. */
export async function storedNeed(scope: Scope, id: string): Promise<ServiceNeed> {
  const need = await findNeed(scope, id);
  if (need === undefined) throw notFound('serviceNeed');
  return need;
}

export async function findNeed({ table, tenantId }: Scope, id: string): Promise<ServiceNeed | undefined> {
  const stored = await table.get(ServiceNeeds, ServiceNeeds.get({ tenantId, id }), { consistent: true });
  return stored && ServiceNeed.parse(stored);
}

/** As the office sees it: with whether the promise was not kept. */
export const ServiceNeedDetail = ServiceNeed.extend({ overdue: z.boolean() });
export type ServiceNeedDetail = z.infer<typeof ServiceNeedDetail>;

const detailed = (need: unknown, { now }: Scope): ServiceNeedDetail => {
  const shown = view(ServiceNeed, need);
  return { ...shown, overdue: isOverdue(shown, plainDateOf(now)) };
};

export const NeedQuery = z.object({ state: z.enum(NEED_STATES).optional() });

/** The open ones unless asked otherwise, those first whose answer is due: the overdue are at the top. */
export async function listNeeds(
  scope: Scope,
  { state = 'open', ...request }: PageRequest & z.infer<typeof NeedQuery>,
): Promise<Page<ServiceNeedDetail>> {
  const keep = rowsWithin(requireCourtyards(scope, 'timebank:read'));
  const query = ServiceNeeds.query.ofState({ tenantId: scope.tenantId, state });
  const order = state === 'open' || state === 'taken' ? 'asc' : 'desc';
  const page = await scope.table.page(ServiceNeeds, query, { order, ...request, keep });
  return { ...viewPage(ServiceNeed, page), items: page.items.map((need) => detailed(need, scope)) };
}

export async function getNeed(scope: Scope, id: string): Promise<ServiceNeedDetail> {
  const within = requireCourtyards(scope, 'timebank:read');
  const need = await storedNeed(scope, id);
  requireWithin(within, need.courtyardId, 'serviceNeed');
  return detailed(need, scope);
}
