import { z } from 'zod';
import { internal, type PlainDate } from '../../kernel/index.ts';

/** Where a promise stands: goods are still to come, all have come, or they will not come any more. */
export const PROMISE_STATES = ['open', 'overdue', 'fulfilled', 'withdrawn'] as const;

/**
 * What a sponsor has promised (赞助承诺): so many of an item of the catalogue, by a day. `points` is what one of them cost when
 * it was promised; `delivered` how many have come by deliveries that name the promise, which may be more.
 */
export const SponsorPromise = z.object({
  id: internal(z.string()),
  sponsor: internal(z.string()),
  itemId: internal(z.string()),
  item: internal(z.string()),
  quantity: internal(z.number().int()),
  points: internal(z.number().int()),
  by: internal(z.string()),
  note: internal(z.string().optional()),
  delivered: internal(z.number().int()),
  withdrawn: internal(z.object({ at: z.string(), by: z.string(), reason: z.string() }).optional()),
});
export type SponsorPromise = z.infer<typeof SponsorPromise>;

export const SponsorPromiseDetail = SponsorPromise.extend({ state: internal(z.enum(PROMISE_STATES)) });
export type SponsorPromiseDetail = z.infer<typeof SponsorPromiseDetail>;

export const PromiseInput = z.object({
  sponsor: z.string().trim().min(2).max(60),
  itemId: z.string().max(60),
  quantity: z.number().int().min(1).max(1_000_000),
  by: z.iso.date(),
  note: z.string().trim().max(120).optional(),
});

export function promiseOn(promise: SponsorPromise, today: PlainDate): SponsorPromiseDetail {
  const { quantity, delivered, withdrawn, by } = promise;
  const state =
    withdrawn !== undefined
      ? 'withdrawn'
      : delivered >= quantity
        ? 'fulfilled'
        : by < today
          ? 'overdue'
          : 'open';
  return { ...promise, state };
}

/** What is still to come of these, in points at the prices of then: overdue ones are told apart, as they may not come. */
export function stillToCome(promises: readonly SponsorPromiseDetail[]): { open: number; overdue: number } {
  const sum = (of: SponsorPromiseDetail['state']) =>
    promises.reduce(
      (points, promise) =>
        promise.state === of ? points + (promise.quantity - promise.delivered) * promise.points : points,
      0,
    );
  return { open: sum('open'), overdue: sum('overdue') };
}
