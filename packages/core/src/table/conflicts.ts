import { TransactionCanceledException, TransactionInProgressException } from '@aws-sdk/client-dynamodb';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import { LinliError } from '../kernel/errors.ts';
import type { Write } from './table.ts';

/** How often a write that only met another one is sent before the platform says that it is busy. */
export const CONFLICT_TRIES = 5;

export const RETRYABLE_STATEMENT_CODES = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
]);

type SdkError = Parameters<typeof isTransientError>[0];

export const tooBusy = (cause: unknown) => new LinliError('unavailable', 'tooBusy', { cause });

/**
 * Throttled, timed out, cut off: whether it was done nobody knows, and the SDK has asked again by then. It is no bug of
 * Linli's; whoever asks once more under the same key finds out.
 */
export function isUnanswered(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof TransactionInProgressException) return false;
  const told = error as SdkError;
  return isThrottlingError(told) || isTransientError(told) || isServerError(told);
}

/** The refusal to throw, or undefined when the transaction only met another one and may be sent again. */
export function refusalOrRetry(error: unknown, writes: readonly Write[]): LinliError | undefined {
  if (error instanceof TransactionInProgressException) return undefined;
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

/** Waits some milliseconds. Handed in, so that a simulation need not. */
export type Pause = (ms: number) => Promise<void>;

export const pauseFor: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Full jitter: two writers that met once should not meet again.
export const backOff = (pause: Pause, attempt: number) => pause(Math.random() * 25 * 2 ** attempt);
