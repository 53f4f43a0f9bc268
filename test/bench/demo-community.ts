import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addFile,
  createImport,
  getImport,
  requestPreflight,
  requestRun,
  runImportJob,
} from '@linli/core/importing';
import { IN_JOB, type Scope, SYSTEM } from '@linli/core/kernel';
import { createCommunity, provisionCommunity } from '@linli/core/tenancy';
import { ensureOpeningRule } from '@linli/core/timebank';
import { folderFiles } from '../../functions/src/local/files.ts';
import { districtTable, type TestTable, tenantTable } from '../support/engine.ts';
import { testMasterKey } from '../support/master-key.ts';
import { countRows } from './count-rows.ts';
import { DISTRICT, NOW } from './synthetic-community.ts';

/** The demo community out of its twelve ledgers and live, by the code a user's import runs through. */
export async function onboardDemo(made: TestTable, slug: string, folder: string): Promise<Scope> {
  const asking = { actor: SYSTEM, now: NOW, requestId: 'bench', from: IN_JOB };
  const district = { ...asking, districtId: DISTRICT, table: districtTable(made, DISTRICT) };
  const { tenantId } = await createCommunity(district, { slug, name: '东环路社区', key: `bench-${slug}` });
  const scope: Scope = { ...asking, tenantId, table: tenantTable(made, tenantId) };
  await ensureOpeningRule(scope);

  const files = folderFiles(folder);
  const { id } = await createImport(scope, { key: `bench-${slug}` });
  const ledgers = join(import.meta.dirname, '../../packages/core/demo/donghuan');
  for (const name of readdirSync(ledgers).filter((name) => name.endsWith('.xlsx'))) {
    await addFile(scope, files, id, { name, bytes: readFileSync(join(ledgers, name)) });
  }
  const work = { scope, files, masterKey: testMasterKey, clock: () => NOW, outOfTime: () => false };
  await requestPreflight(scope, id);
  await runImportJob(work, id);
  await requestRun(scope, id);
  await runImportJob(work, id);
  const { state, failure } = await getImport(scope, id);
  if (state !== 'done') throw new Error(`The demo was not imported: ${state} ${failure ?? ''}`);
  await countRows(scope.table, tenantId);
  const community = await provisionCommunity(district, scope.table, { slug, importId: id });
  if (community.state !== 'live') throw new Error(`The demo is ${JSON.stringify(community.steps)}`);
  return scope;
}
