import { z } from 'zod';
import { type Contribution, contribute } from '../kernel/index.ts';

/**
 * A line of a courtyard's micro-fund (微基金): what came in or went out, in fen, and the balance the ledger states after
 * it. Exactly one of income and spending is above zero.
 */
export const FundEntry = z.object({
  id: z.string(),
  courtyardId: z.string(),
  enteredOn: z.string(),
  /** The row's order in the ledger, for entries of one day. */
  position: z.number().int().nonnegative(),
  summary: z.string(),
  incomeFen: z.number().int().nonnegative(),
  spendingFen: z.number().int().nonnegative(),
  balanceFen: z.number().int(),
  handler: z.string().optional(),
});
export type FundEntry = z.infer<typeof FundEntry>;

export const tallyFundEntry = (entry: FundEntry): Contribution[] => {
  const at = { courtyardId: entry.courtyardId, on: entry.enteredOn };
  return [
    ...contribute('fundBalanceFen', entry.incomeFen - entry.spendingFen, at),
    ...contribute('fundIncomeFen', entry.incomeFen, at),
    ...contribute('fundSpendingFen', entry.spendingFen, at),
  ];
};
