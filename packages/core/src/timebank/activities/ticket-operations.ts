import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { requireCourtyards, requireWithin, type Scope } from '../../kernel/index.ts';
import { windowOf } from './attendance.ts';
import { TicketKeys } from './entities.ts';
import { standingOf } from './seat-operations.ts';
import { ticketFor } from './ticket.ts';

/** What is posted at the place as a code; nobody is checked in with it after `until`. */
export const Ticket = z.object({ shiftId: z.string(), ticket: z.string(), until: z.string() });
export type Ticket = z.infer<typeof Ticket>;

/** The same for a shift however often it is printed. */
export async function getTicket(scope: Scope, shiftId: string): Promise<Ticket> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { shift } = await standingOf(scope, shiftId, 'none');
  requireWithin(within, shift.courtyardId, 'shift');
  const secret = (await ticketSecret(scope)) ?? (await madeSecret(scope));
  return { shiftId, ticket: ticketFor(secret, shift), until: windowOf(shift).closes };
}

const KEY_ID = 'current';

/** Undefined where no ticket was ever printed: then there is none to be right. */
export async function ticketSecret({ table, tenantId }: Scope): Promise<string | undefined> {
  const key = TicketKeys.get({ tenantId, id: KEY_ID });
  return (await table.get(TicketKeys, key, { consistent: true }))?.secret;
}

async function madeSecret(scope: Scope): Promise<string> {
  const { table, tenantId } = scope;
  const secret = randomBytes(32).toString('base64url');
  const [outcome] = await table.insertMany([TicketKeys.create({ tenantId, id: KEY_ID, secret })]);
  // Two may print the first ticket at once; either key is the one.
  return outcome === 'inserted' ? secret : ((await ticketSecret(scope)) ?? secret);
}
