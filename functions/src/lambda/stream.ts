import type { DynamoDBStreamEvent } from 'aws-lambda';
import { streamEventOf } from '../stream/event.ts';
import { handleStreamEvents } from '../stream/handle.ts';
import { sendJob } from './queue.ts';
import { tenantTable } from './tables.ts';

/** Windowed events name their shard; the mapping in infra asks for a window for that reason alone. */
type WindowedStreamEvent = DynamoDBStreamEvent & { shardId: string };

/** A failure fails the whole batch, which Lambda halves and sends again; nothing is counted twice. */
export async function handler({ shardId, Records }: WindowedStreamEvent) {
  const events = Records.map(({ dynamodb }) => streamEventOf(dynamodb ?? {}));
  await handleStreamEvents({ tenantTable, wantJob: sendJob, wantMessage: sendJob }, shardId, events);
  // Windowed events must be answered with a state; ours is in the counters.
  return { state: {}, batchItemFailures: [] };
}
