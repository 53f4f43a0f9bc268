import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Shift } from './shift.ts';

/**
 * What the code that is posted at the place proves: that somebody has seen it. It is of one shift with its times, signed
 * with a key of the community, so that nobody makes one up for another shift or another day.
 */
export const ticketFor = (secret: string, { id, startsAt, endsAt }: Shift): string =>
  createHmac('sha256', secret).update([id, startsAt, endsAt].join('|')).digest('base64url').slice(0, 22);

export function isTicketFor(secret: string, shift: Shift, ticket: string): boolean {
  const [given, right] = [Buffer.from(ticket), Buffer.from(ticketFor(secret, shift))];
  return given.length === right.length && timingSafeEqual(given, right);
}
