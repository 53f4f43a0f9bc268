import { systemClock } from '@linli/core/kernel';
import { type MessageJob, type SendDependencies, sendWaiting } from '@linli/core/messaging';
import { chosenSender, nobodySends } from '../messaging/chosen-sender.ts';
import { bound } from './environment.ts';
import { log } from './log.ts';
import { sendJob } from './queue.ts';
import { districtTable } from './tables.ts';

const districtId = bound('DISTRICT_ID');
const deps: SendDependencies = {
  districtId,
  table: districtTable(districtId),
  clock: systemClock,
  sender: chosenSender(process.env, systemClock) ?? nobodySends,
  log,
};

/** As long as SQS holds a message back. What is due later is looked at once in between, which costs one read. */
const DELAY_MAX_SECONDS = 900;

/** Sends one message, or comes back to it when its next try is due. */
export async function deliver(job: MessageJob): Promise<void> {
  const again = await sendWaiting(deps, job);
  if (again === undefined) return;
  const seconds = Math.ceil((Date.parse(again) - Date.parse(systemClock())) / 1000);
  await sendJob(job, Math.min(Math.max(1, seconds), DELAY_MAX_SECONDS));
}
