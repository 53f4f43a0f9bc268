import { z } from 'zod';
import { parse, requireCourtyards, requireOther, requireWithin, type Scope } from '../../kernel/index.ts';
import { requireVolunteer } from '../volunteers/volunteer-operations.ts';
import { storedNeed } from './need-operations.ts';
import type { ServiceNeed } from './service-need.ts';
import { giveTo, goWithReason } from './step-operations.ts';

export const DispatchInput = z.object({ volunteerId: z.string().max(60) });
export const NeedReasonInput = z.object({ reason: z.string().trim().min(2).max(120) });
type Reasoned = z.input<typeof NeedReasonInput>;

async function atTheDesk(scope: Scope, id: string) {
  const within = requireCourtyards(scope, 'timebank:write');
  const need = await storedNeed(scope, id);
  requireWithin(within, need.courtyardId, 'serviceNeed');
  requireOther(scope, need.personId);
  return { within, need };
}

/** Sends a volunteer. The same again answers with the same; where another goes already it is a conflict. */
export async function dispatchVolunteer(
  scope: Scope,
  id: string,
  input: z.input<typeof DispatchInput>,
): Promise<ServiceNeed> {
  const { volunteerId } = parse(DispatchInput, input);
  const { within, need } = await atTheDesk(scope, id);
  return giveTo(scope, need, await requireVolunteer(scope, within, volunteerId), 'send');
}

/** The volunteer cannot go after all: it waits for another. */
export async function reopenNeed(scope: Scope, id: string, input: Reasoned): Promise<ServiceNeed> {
  const { reason } = parse(NeedReasonInput, input);
  const { need } = await atTheDesk(scope, id);
  return goWithReason(scope, need, { to: 'open', from: ['taken'], action: 'return', reason });
}

/** Answers that it cannot be met, and why. */
export async function declineNeed(scope: Scope, id: string, input: Reasoned): Promise<ServiceNeed> {
  const { reason } = parse(NeedReasonInput, input);
  const { need } = await atTheDesk(scope, id);
  return goWithReason(scope, need, { to: 'declined', from: ['open'], action: 'decline', reason });
}

/** It was done, and nobody wants hours for it: how it went is said as the reason. */
export async function closeNeed(scope: Scope, id: string, input: Reasoned): Promise<ServiceNeed> {
  const { reason } = parse(NeedReasonInput, input);
  const { need } = await atTheDesk(scope, id);
  return goWithReason(scope, need, { to: 'closed', from: ['taken'], action: 'close', reason });
}

/** Whoever asked told the desk that it is wanted no more. */
export async function cancelNeed(scope: Scope, id: string, input: Reasoned): Promise<ServiceNeed> {
  const { reason } = parse(NeedReasonInput, input);
  const { need } = await atTheDesk(scope, id);
  return goWithReason(scope, need, { to: 'cancelled', from: ['open', 'taken'], action: 'cancel', reason });
}
