import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MasterKey } from '@linli/core/courtyard';
import {
  addFile,
  createImport,
  type Files,
  getImport,
  type ImportDetail,
  requestPreflight,
  requestRun,
  runImportJob,
} from '@linli/core/importing';
import { type Clock, IN_JOB, type Scope, SYSTEM } from '@linli/core/kernel';
import { afterAll, beforeAll } from 'vitest';
import { folderFiles } from '../../functions/src/local/files.ts';
import { createTestTable, type Engine, startEngine, type TestTable, tenantTable } from './engine.ts';
import { testMasterKey } from './master-key.ts';

/** The ledgers of the demo community, synthetic people and true totals. */
export const DEMO_LEDGERS = join(import.meta.dirname, '../../packages/core/demo/donghuan');

export const demoLedgerNames = async () =>
  (await readdir(DEMO_LEDGERS)).filter((name) => name.endsWith('.xlsx')).sort();

/** A community of its own in a test's table, with a folder for its files, at a standing moment. */
export type TestCommunity = {
  scope: Scope;
  files: Files;
  masterKey: MasterKey;
  folder: string;
  clock: Clock;
  close(): Promise<void>;
};

export async function testCommunity(
  table: TestTable,
  tenantId: string,
  now = '2019-05-10T02:00:00.000Z',
): Promise<TestCommunity> {
  const folder = await mkdtemp(join(tmpdir(), 'linli-'));
  return {
    scope: {
      tenantId,
      table: tenantTable(table, tenantId),
      actor: SYSTEM,
      now,
      requestId: 'req_test',
      from: IN_JOB,
    },
    files: folderFiles(folder),
    masterKey: testMasterKey,
    folder,
    clock: () => now,
    close: () => rm(folder, { recursive: true }),
  };
}

/** An engine and a table for one test file, and as many communities as its tests ask for, each with nothing in it. */
export function testCommunities(name: string): () => Promise<TestCommunity> {
  const open: TestCommunity[] = [];
  let engine: Engine;
  let table: TestTable;
  beforeAll(async () => {
    engine = await startEngine();
    table = await createTestTable(engine.endpoint);
  });
  afterAll(async () => {
    await Promise.all(open.map((community) => community.close()));
    await engine.stop();
  });
  return async () => {
    const community = await testCommunity(table, `tnt_${name}${open.length}`);
    open.push(community);
    return community;
  };
}

/** Does the work an import waits for, to the end. */
export async function work({ scope, files, clock }: TestCommunity, importId: string): Promise<ImportDetail> {
  await runImportJob({ scope, files, masterKey: testMasterKey, clock, outOfTime: () => false }, importId);
  return getImport(scope, importId);
}

/** Begins an import of the given workbooks and preflights it. */
export async function preflighted(
  community: TestCommunity,
  key: string,
  workbooks: readonly { name: string; bytes: Uint8Array }[],
): Promise<ImportDetail> {
  const { scope, files } = community;
  const { id } = await createImport(scope, { key });
  for (const workbook of workbooks) await addFile(scope, files, id, workbook);
  await requestPreflight(scope, id);
  return work(community, id);
}

export async function imported(
  community: TestCommunity,
  key: string,
  workbooks: readonly { name: string; bytes: Uint8Array }[],
): Promise<ImportDetail> {
  const { id } = await preflighted(community, key, workbooks);
  await requestRun(community.scope, id);
  return work(community, id);
}

export async function demoLedgers(...numbers: string[]): Promise<{ name: string; bytes: Uint8Array }[]> {
  const names = (await demoLedgerNames()).filter(
    (name) => numbers.length === 0 || numbers.some((number) => name.startsWith(number)),
  );
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(DEMO_LEDGERS, name)) })));
}

/** A ledger written as a CSV of this one test. */
export const csv = (name: string, lines: readonly string[]) => ({
  name,
  bytes: Buffer.from(lines.join('\r\n')),
});
