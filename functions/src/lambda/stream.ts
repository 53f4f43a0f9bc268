import { systemClock } from '@linli/core/kernel';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { streamEventOf } from '../stream/event.ts';
import { handleStreamEvents, type StreamDependencies } from '../stream/handle.ts';
import { bound } from './environment.ts';
import { log } from './log.ts';
import { sendJob } from './queue.ts';
import { districtTable, tenantTable } from './tables.ts';

/** Windowed events name their shard; the mapping in infra asks for a window for that reason alone. */
type WindowedStreamEvent = DynamoDBStreamEvent & { shardId: string };

const districtId = bound('DISTRICT_ID');
const deps: StreamDependencies = {
  district: { districtId, table: districtTable(districtId) },
  tenantTable,
  clock: systemClock,
  // The log is kept where nobody who can write to the table can write.
  anchored: (anchor) => log({ level: 'info', event: 'auditAnchor', ...anchor }),
  wantJob: sendJob,
  wantMessage: sendJob,
};

/** A failure fails the whole batch, which Lambda halves and sends again; nothing is counted twice. */
export async function handler({ shardId, Records }: WindowedStreamEvent) {
  const events = Records.map(({ dynamodb }) => streamEventOf(dynamodb ?? {}));
  await handleStreamEvents(deps, shardId, events);
  // Windowed events must be answered with a state; ours is in the counters.
  return { state: {}, batchItemFailures: [] };
}
