import { createHash } from 'node:crypto';
import { z } from 'zod';
import { internal, LinliError, type PlainDate, personal } from '../../kernel/index.ts';
import { Goods } from '../points/goods.ts';

export const ORDER_STATES = ['open', 'collected', 'cancelled', 'lapsed'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/**
 * What a volunteer ordered with their points (预订), to be collected at the desk with a code: the goods are set aside, the
 * places and the month's limits are taken, the points are held. `day` is the one on which they come, under whose limits it
 * is counted; after `collectBy` it lapses and everything is free again. `code` means nothing any more once the order is
 * over. `closedBy` is the entry of the points book that ended it.
 */
export const Order = z.object({
  id: internal(z.string()),
  volunteerId: internal(z.string()),
  name: personal(z.string()),
  courtyardId: internal(z.string().optional()),
  code: internal(z.string()),
  goods: personal(z.array(Goods)),
  points: personal(z.number().int()),
  day: internal(z.string()),
  collectBy: internal(z.string()),
  orderedAt: internal(z.string()),
  state: internal(z.enum(ORDER_STATES)),
  closedBy: internal(z.string().optional()),
});
export type Order = z.infer<typeof Order>;

/** As it was placed, whatever became of it: the answer to the request that placed it, for ever. */
export const PlacedOrder = Order.omit({ state: true, closedBy: true });
export type PlacedOrder = z.infer<typeof PlacedOrder>;

/** Six digits can be read out and typed at a counter, and no number of a card or a volunteer has just six. */
const CODE = /^\d{6}$/;
const CODES = 1_000_000n;

export const isOrderCode = (typed: string): boolean => CODE.test(typed);

/** The code of an order; another for each attempt, as an open order may have it. The same for the same request. */
export const orderCodeOf = (orderId: string, attempt: number): string => {
  const digest = createHash('sha256').update(`${orderId} ${attempt}`).digest('hex');
  return String(BigInt(`0x${digest}`) % CODES).padStart(6, '0');
};

/** The key under which the points of an order are held; the hold's id follows from it. */
export const holdKeyOf = (orderId: string): string => `order ${orderId}`;

const DAY_MS = 24 * 3600_000;

/** The day so many days after another. */
export const daysAfter = (day: PlainDate, days: number): PlainDate =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Why nobody can come for an order on a day: it is over, or the order has lapsed by then; undefined where they can. */
export const refusalOfDay = (day: PlainDate, from: PlainDate, through: PlainDate): LinliError | undefined =>
  day < from || day > through
    ? new LinliError('invalid', 'orderDay', { field: 'day', params: { from, through } })
    : undefined;
