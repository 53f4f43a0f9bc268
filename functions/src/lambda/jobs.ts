import { runImportJob } from '@linli/core/importing';
import { SYSTEM, systemClock } from '@linli/core/kernel';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { bucketFiles } from './files.ts';
import { log } from './log.ts';
import { type JobMessage, sendJob } from './queue.ts';
import { tenantTable } from './tables.ts';

const files = bucketFiles();

/** Time kept for finishing the chunk at hand and saying that there is more. */
const RESERVE_MS = 60_000;
const AGAIN_AFTER_SECONDS = 5;

/** Carries one import on until it is done or the time is nearly up; then another message takes it from there. */
export async function handler(event: SQSEvent, context: Context): Promise<void> {
  for (const record of event.Records) await carryOn(record, context);
}

async function carryOn({ body, messageId }: SQSRecord, context: Context): Promise<void> {
  const { tenantId, importId } = JSON.parse(body) as JobMessage;
  const scope = {
    tenantId,
    table: tenantTable(tenantId),
    actor: SYSTEM,
    now: systemClock(),
    requestId: messageId,
  };
  const outOfTime = () => context.getRemainingTimeInMillis() < RESERVE_MS;
  const outcome = await runImportJob({ scope, files, clock: systemClock, outOfTime }, importId);
  log({ level: 'info', importId, tenantId, outcome });
  if (outcome === 'more') await sendJob({ tenantId, importId }, AGAIN_AFTER_SECONDS);
}
