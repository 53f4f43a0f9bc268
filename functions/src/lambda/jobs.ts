import { systemClock } from '@linli/core/kernel';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { carryOn, type JobDependencies } from '../jobs/carry-on.ts';
import { goRound } from '../jobs/round.ts';
import { bound } from './environment.ts';
import { bucketFiles } from './files.ts';
import { log } from './log.ts';
import { kmsMasterKey } from './master-key.ts';
import { deliver } from './messages.ts';
import { type JobMessage, sendJob } from './queue.ts';
import { districtTable, tenantTable } from './tables.ts';

const districtId = bound('DISTRICT_ID');
const deps: JobDependencies = {
  districtId,
  districtTable: districtTable(districtId),
  tenantTable,
  files: bucketFiles(),
  masterKey: kmsMasterKey(),
  clock: systemClock,
};

/** Time kept for finishing the chunk at hand and saying that there is more. */
const RESERVE_MS = 60_000;
const AGAIN_AFTER_SECONDS = 5;

/** Carries one import on until it is done or the time is nearly up; then another message takes it from there. Or sends one message, or goes round. */
export async function handler(event: SQSEvent, context: Context): Promise<void> {
  for (const record of event.Records) await work(record, context);
}

async function work({ body }: SQSRecord, context: Context): Promise<void> {
  const job = JSON.parse(body) as JobMessage;
  if ('messageId' in job) return deliver(job);
  if ('round' in job) return goRound({ ...deps, log });
  const outOfTime = () => context.getRemainingTimeInMillis() < RESERVE_MS;
  const outcome = await carryOn(deps, job, outOfTime);
  log({ level: 'info', ...job, outcome });
  if (outcome === 'more') await sendJob(job, AGAIN_AFTER_SECONDS);
}
