import { z } from 'zod';
import { type Contribution, contribute, personal, publicField } from '../kernel/index.ts';

/**
 * A line of a courtyard's micro-fund (微基金): what came in or went out, in fen, and the balance the ledger states after
 * it. Exactly one of income and spending is above zero.
 */
export const FundEntry = z.object({
  id: publicField(z.string()),
  courtyardId: publicField(z.string()),
  enteredOn: publicField(z.string()),
  /** The row's order in the ledger, for entries of one day. */
  position: publicField(z.number().int().nonnegative()),
  summary: publicField(z.string()),
  incomeFen: publicField(z.number().int().nonnegative()),
  spendingFen: publicField(z.number().int().nonnegative()),
  balanceFen: publicField(z.number().int()),
  handler: personal(z.string().optional()),
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
