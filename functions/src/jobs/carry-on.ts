import { setTimeout as sleep } from 'node:timers/promises';
import type { MasterKey } from '@linli/core/courtyard';
import { type Files, type JobOutcome, onboardedBy, runImportJob } from '@linli/core/importing';
import type { Clock, Scope } from '@linli/core/kernel';
import type { Table } from '@linli/core/table';
import { isUnderWay, provisionCommunity } from '@linli/core/tenancy';
import { jobScope } from './scope.ts';

export type JobDependencies = {
  districtId: string;
  districtTable: Table;
  tenantTable(tenantId: string): Table;
  files: Files;
  masterKey: MasterKey;
  clock: Clock;
};

type Job = { tenantId: string; importId: string };

/**
 * Carries one import on, and the onboarding that waits for it, as far as time allows. The same code behind the jobs
 * Lambda and on one machine; safe to repeat.
 */
export async function carryOn(
  deps: JobDependencies,
  job: Job,
  outOfTime: () => boolean,
): Promise<JobOutcome> {
  const scope = jobScope(deps, job.tenantId);
  const outcome = await runImportJob(
    { scope, files: deps.files, masterKey: deps.masterKey, clock: deps.clock, outOfTime },
    job.importId,
  );
  if (outcome === 'finished') await carryOnboardingOn(deps, scope, job.importId, outOfTime);
  return outcome;
}

// The counters follow the rows by a moment. Each look recounts the community, so the looks grow rarer.
const PAUSES_MS = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000];

/** The last step, that counters agree with rows, is asked again until they do. */
async function carryOnboardingOn(
  deps: JobDependencies,
  scope: Scope,
  importId: string,
  outOfTime: () => boolean,
): Promise<void> {
  const slug = await onboardedBy(scope, importId);
  if (slug === undefined) return;
  for (const [look, pause] of PAUSES_MS.entries()) {
    if (outOfTime()) return;
    const district = { ...scope, now: deps.clock(), districtId: deps.districtId, table: deps.districtTable };
    const lastLook = look === PAUSES_MS.length - 1;
    if (!isUnderWay(await provisionCommunity(district, scope.table, { slug, lastLook }))) return;
    await sleep(pause);
  }
}
