import { jobWanted } from '@linli/core/importing';
import { type MessageJob, messageWanted } from '@linli/core/messaging';
import { projectTallies, type StreamEvent } from '@linli/core/reporting';
import type { Table } from '@linli/core/table';

export type StreamDependencies = {
  tenantTable(tenantId: string): Table;
  /** Puts an import on the queue of whoever runs jobs; may be told of the same one twice. */
  wantJob(job: { tenantId: string; importId: string }): Promise<void>;
  /** The same for a message that is to be sent. */
  wantMessage(job: MessageJob): Promise<void>;
};

/**
 * What follows from a change to the table: counters move, imports that asked for work get it, messages are sent. The same code behind
 * the stream's Lambda and on one machine. Safe to repeat; the events of one shard come in order, one batch at a time.
 */
export async function handleStreamEvents(
  { tenantTable, wantJob, wantMessage }: StreamDependencies,
  shardId: string,
  events: readonly StreamEvent[],
): Promise<void> {
  await projectTallies(tenantTable, shardId, events);
  for (const { newImage, oldImage } of events) {
    const job = jobWanted(newImage, oldImage);
    if (job !== undefined) await wantJob(job);
    const message = messageWanted(newImage, oldImage);
    if (message !== undefined) await wantMessage(message);
  }
}
