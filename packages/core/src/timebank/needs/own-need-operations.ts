import type { z } from 'zod';
import { getOwnPerson } from '../../courtyard/index.ts';
import {
  LinliError,
  type Page,
  type PageRequest,
  parse,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import { view, viewPage } from '../../table/index.ts';
import { NeedReasonInput } from './answer-operations.ts';
import { ServiceNeeds } from './entities.ts';
import { askFor, findNeed, NeedInput } from './need-operations.ts';
import { ServiceNeed } from './service-need.ts';
import { goWithReason } from './step-operations.ts';

/** What whoever asked is told: every step, and who comes. */
export const OwnNeed = ServiceNeed.omit({ volunteerId: true });
export type OwnNeed = z.infer<typeof OwnNeed>;

async function asker(scope: Scope) {
  requirePermission(scope, 'timebank:own');
  return getOwnPerson(scope);
}

/** Asks for help by oneself; the same key again answers with the need as it was asked for. */
export async function askForHelp(
  scope: Scope,
  input: z.input<typeof NeedInput> & { key: string },
): Promise<OwnNeed> {
  const person = await asker(scope);
  return view(OwnNeed, await askFor(scope, person, parse(NeedInput, input), { key: input.key }));
}

/** What one has asked for, the newest first. */
export async function listOwnNeeds(scope: Scope, request: PageRequest): Promise<Page<OwnNeed>> {
  const { id: personId } = await asker(scope);
  const { tenantId, table } = scope;
  const query = ServiceNeeds.query.ofPerson({ tenantId, personId });
  return viewPage(OwnNeed, await table.page(ServiceNeeds, query, { ...request, order: 'desc' }));
}

export async function getOwnNeed(scope: Scope, id: string): Promise<OwnNeed> {
  return view(OwnNeed, await ownNeed(scope, id));
}

/** Somebody else's and one that is not there are refused alike (`conflict`). */
async function ownNeed(scope: Scope, id: string): Promise<ServiceNeed> {
  const person = await asker(scope);
  const need = await findNeed(scope, id);
  if (need?.personId !== person.id) throw new LinliError('conflict', 'notYourNeed');
  return need;
}

/** It is wanted no more: until it was served. The same again answers with the same. */
export async function cancelOwnNeed(
  scope: Scope,
  id: string,
  input: z.input<typeof NeedReasonInput>,
): Promise<OwnNeed> {
  const { reason } = parse(NeedReasonInput, input);
  const need = await ownNeed(scope, id);
  const from = ['open', 'taken'] as const;
  return view(OwnNeed, await goWithReason(scope, need, { to: 'cancelled', from, action: 'cancel', reason }));
}
