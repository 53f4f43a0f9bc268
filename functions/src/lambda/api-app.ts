import { systemClock } from '@linli/core/kernel';
import { createApp } from '../api/app.ts';
import { bound } from './environment.ts';
import { bucketFiles } from './files.ts';
import { log } from './log.ts';
import { kmsMasterKey } from './master-key.ts';
import { districtTable, publicTable, tenantTable } from './tables.ts';

/** The API on AWS: in the api function behind HTTP, in the web function in process. */
export function apiApp() {
  const districtId = bound('DISTRICT_ID');
  return createApp({
    districtId,
    tenantTable,
    publicTable,
    districtTable: districtTable(districtId),
    files: bucketFiles(),
    masterKey: kmsMasterKey(),
    clock: systemClock,
    origin: bound('ORIGIN'),
    log,
  });
}
