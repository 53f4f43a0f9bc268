import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  addFile,
  createImport,
  getImport,
  requestPreflight,
  requestRun,
  runImportJob,
} from '@linli/core/importing';
import { IN_JOB, type Scope, SYSTEM } from '@linli/core/kernel';
import { localDocumentClient, Table, tenantPrefix } from '@linli/core/table';
import { folderFiles } from '../../functions/src/local/files.ts';
import { meter } from '../../packages/core/src/table/meter.ts';
import { testMasterKey } from '../support/master-key.ts';

// A process of its own, so that its memory is the import's and nobody else's.
const [endpoint = '', tableName = '', tenantId = '', folder = '', workbook = ''] = process.argv.slice(2);
const metered = meter(localDocumentClient(endpoint));
const now = '2020-01-01T00:00:00.000Z';
const table = new Table(metered.client, tableName, tenantPrefix(tenantId));
const scope: Scope = { tenantId, table, actor: SYSTEM, now, requestId: 'bench', from: IN_JOB };
const files = folderFiles(folder);
const work = {
  scope,
  files,
  masterKey: testMasterKey,
  clock: () => new Date().toISOString(),
  outOfTime: () => false,
};

const { id } = await createImport(scope, { key: `bench-${basename(workbook)}` });
await addFile(scope, files, id, { name: basename(workbook), bytes: await readFile(workbook) });
await requestPreflight(scope, id);
await runImportJob(work, id);
await requestRun(scope, id);

const before = metered.totals();
const began = Date.now();
await runImportJob(work, id);
const milliseconds = Date.now() - began;
const after = metered.totals();

const { state, failure, sheets } = await getImport(scope, id);
if (state !== 'done') throw new Error(`The import is ${state}: ${failure ?? ''}`);
console.log(
  JSON.stringify({
    inserted: sheets.reduce((sum, sheet) => sum + sheet.inserted, 0),
    milliseconds,
    writeUnits: after.writeUnits - before.writeUnits,
    insertUnits: after.insertUnits - before.insertUnits,
    calls: after.calls - before.calls,
    peakMemoryMiB: process.resourceUsage().maxRSS / 1024,
  }),
);
