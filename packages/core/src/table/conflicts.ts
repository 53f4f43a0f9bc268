import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { LinliError } from '../kernel/errors.ts';
import type { Write } from './table.ts';

/** How often a write that only met another one is sent before the platform says that it is busy. */
export const CONFLICT_TRIES = 5;

export const RETRYABLE_STATEMENT_CODES = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
]);

export /** The refusal to throw, or undefined when the transaction only met another one and may be tried again. */
function refusalOrRetry(error: unknown, writes: readonly Write[]): LinliError | undefined {
  if (!(error instanceof TransactionCanceledException)) throw error;
  const reasons = error.CancellationReasons ?? [];
  const failed = reasons.findIndex((reason) => reason.Code === 'ConditionalCheckFailed');
  if (failed >= 0) return writes[failed]?.refusal;
  const onlyBusy = reasons.every(
    ({ Code }) => Code === undefined || Code === 'None' || BUSY_REASONS.has(Code),
  );
  if (!onlyBusy) throw error;
  return undefined;
}

const BUSY_REASONS = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

// Full jitter: two writers that met once should not meet again.
export const backOff = (attempt: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, Math.random() * 25 * 2 ** attempt));
