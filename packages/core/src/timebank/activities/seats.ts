import { z } from 'zod';
import { publicField } from '../../kernel/index.ts';

/**
 * Who can still come to a shift: it is apart from the shift, so that what moves with every sign-up is in no index. `free`
 * and `waiting` say all that a sign-up has to be decided by: while somebody waits, nothing is free. `waiting` holds ids of
 * sign-ups, first come first, and names nobody.
 */
export const Seats = z.object({
  id: publicField(z.string()),
  capacity: publicField(z.number().int()),
  free: publicField(z.number().int()),
  waiting: publicField(z.array(z.string())),
  waitingCount: publicField(z.number().int()),
  /** How many sign-ups there ever were, those that were cancelled too. */
  signUpCount: publicField(z.number().int()),
  /** Why the shift does not take place, where it does not. */
  calledOff: publicField(z.string().optional()),
});
export type Seats = z.infer<typeof Seats>;

/** So that a shift's seats stay one write unit; whoever is further back than this would wait in vain. */
export const WAITLIST_LIMIT = 20;

/** So that a shift's roster is one bounded read. */
export const SIGN_UPS_LIMIT = 300;

export const emptySeats = (id: string, capacity: number): Seats => ({
  id,
  capacity,
  free: capacity,
  waiting: [],
  waitingCount: 0,
  signUpCount: 0,
});

/** What anybody is told of the seats. */
export const SeatsLeft = Seats.pick({ capacity: true, free: true, waitingCount: true, calledOff: true });
export type SeatsLeft = z.infer<typeof SeatsLeft>;

/** What becomes of the waitlist, and who gets a seat by it. */
export type Moved = Pick<Seats, 'free' | 'waiting' | 'capacity'> & { promoted: string[] };

/** As many seats more (or fewer): the first who wait get them, in their order, and only what they leave is free. */
export function withSeats(seats: Seats, more: number, capacity = seats.capacity): Moved {
  const promoted = seats.waiting.slice(0, Math.max(0, more));
  return {
    capacity,
    promoted,
    free: seats.free + more - promoted.length,
    waiting: seats.waiting.slice(promoted.length),
  };
}

/** Somebody who waited is out of the list. */
export const withoutWaiting = (seats: Seats, signUpId: string): Moved => ({
  ...seats,
  promoted: [],
  waiting: seats.waiting.filter((id) => id !== signUpId),
});
