import { type Anchor, sealEvents } from '@linli/core/audit';
import { jobWanted } from '@linli/core/importing';
import type { Clock } from '@linli/core/kernel';
import { type MessageJob, messageWanted } from '@linli/core/messaging';
import { projectTallies } from '@linli/core/reporting';
import type { StreamEvent, Table } from '@linli/core/table';
import { findStarCandidates, printPassbooks, projectFinders } from '@linli/core/timebank';

export type StreamDependencies = {
  district: { districtId: string; table: Table };
  tenantTable(tenantId: string): Table;
  clock: Clock;
  /** Keeps the end of each chain of the audit trail outside the table. */
  anchored(anchor: Anchor): void;
  /** Puts an import on the queue of whoever runs jobs; may be told of the same one twice. */
  wantJob(job: { tenantId: string; importId: string }): Promise<void>;
  /** The same for a message that is to be sent. */
  wantMessage(job: MessageJob): Promise<void>;
};

/**
 * What follows from a change to the table: counters move, passbooks are printed, who has reached a star level is written down, what volunteers are found by follows them, the audit trail is sealed, imports that
 * asked for work get it, messages are sent. The same code behind the stream's Lambda and on one machine. Safe to repeat; the events of one shard come in order, one batch at a time.
 */
export async function handleStreamEvents(
  deps: StreamDependencies,
  shardId: string,
  events: readonly StreamEvent[],
): Promise<void> {
  await projectTallies(deps.tenantTable, shardId, events);
  await printPassbooks(deps.tenantTable, events);
  await findStarCandidates(deps.tenantTable, events);
  await projectFinders(deps.tenantTable, events);
  await sealEvents(deps, shardId, events);
  for (const { newImage, oldImage } of events) {
    const job = jobWanted(newImage, oldImage);
    if (job !== undefined) await deps.wantJob(job);
    const message = messageWanted(newImage, oldImage);
    if (message !== undefined) await deps.wantMessage(message);
  }
}
