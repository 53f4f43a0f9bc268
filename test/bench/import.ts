import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BatchWriteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { IN_JOB, SYSTEM } from '@linli/core/kernel';
import { ensureOpeningRule } from '@linli/core/timebank';
import { heapOf } from '../../functions/src/local/import-process.ts';
import { startEngine, type TestTable, tenantTable } from '../support/engine.ts';
import { createBenchTable } from './bench-table.ts';
import { writeRoster, writeServiceLedger } from './large-workbook.ts';
import { type Family, rounded, say } from './measure.ts';

const ROWS = 100_000;
const VOLUNTEERS = 500;
const RAW_ROWS = 10_000;
const TENANT = 'tnt_import';

/** DESIGN §4: one unit a row and one for each of its two index entries. */
const WRITE_UNITS_PER_ROW = 3;
/** Beside the rows: one write for each member's account, and four units for each step of progress (decision 0002). */
const BESIDE_PER_ROW = 0.02;
const CALLS_PER_ROW = 0.05;
const MEMORY_MIB = 256;
/**
 * A least: raw writes read no workbook, judge no row, overwrite what is there, and write no account. An import that keeps
 * half their pace still brings a community's hundred thousand rows in while somebody waits.
 */
const VS_RAW = 0.5;

type Worked = {
  inserted: number;
  milliseconds: number;
  writeUnits: number;
  insertUnits: number;
  calls: number;
  peakMemoryMiB: number;
};

/** A workbook of 100,000 service records, imported as a user's would be, in a process of its own. */
export const importing: Family = {
  name: 'import',
  metrics: [
    'import.writeUnitsPerRow',
    'import.writeUnitsBesidePerRow',
    'import.callsPerRow',
    'import.peakMemoryMiB',
    'import.rowsVsRawBatchWrite',
  ],
  async *measure() {
    const engine = await startEngine();
    const folder = await mkdtemp(join(tmpdir(), 'linli-bench-'));
    try {
      const made = await createBenchTable(engine.endpoint);
      const table = tenantTable(made, TENANT);
      await ensureOpeningRule({
        tenantId: TENANT,
        table,
        actor: SYSTEM,
        now: '2020-01-01T00:00:00.000Z',
        requestId: 'bench',
        from: IN_JOB,
      });
      say(`  writing a workbook of ${ROWS} rows`);
      await writeRoster(join(folder, 'roster.xlsx'), VOLUNTEERS);
      await writeServiceLedger(join(folder, 'records.xlsx'), ROWS, VOLUNTEERS);
      await work(engine.endpoint, made, folder, 'roster.xlsx');
      say('  importing it');
      const run = await work(engine.endpoint, made, folder, 'records.xlsx');
      if (run.inserted !== ROWS) throw new Error(`${run.inserted} of ${ROWS} rows came in`);

      yield {
        metric: 'import.writeUnitsPerRow',
        value: rounded(run.insertUnits / ROWS, 3),
        unit: 'write units',
        limit: WRITE_UNITS_PER_ROW,
      };
      yield {
        metric: 'import.writeUnitsBesidePerRow',
        value: rounded((run.writeUnits - run.insertUnits) / ROWS, 3),
        unit: 'write units',
        limit: BESIDE_PER_ROW,
      };
      yield {
        metric: 'import.callsPerRow',
        value: rounded(run.calls / ROWS, 4),
        unit: 'calls',
        limit: CALLS_PER_ROW,
      };
      yield {
        metric: 'import.peakMemoryMiB',
        value: rounded(run.peakMemoryMiB, 0),
        unit: 'MiB',
        limit: MEMORY_MIB,
      };
      say('  writing the same records raw');
      const raw = await rawRowsPerSecond(made);
      yield {
        metric: 'import.rowsVsRawBatchWrite',
        value: rounded(ROWS / (run.milliseconds / 1000) / raw),
        unit: 'ratio, at least',
        limit: VS_RAW,
      };
    } finally {
      await engine.stop();
      await rm(folder, { recursive: true });
    }
  },
};

async function work(
  endpoint: string,
  { tableName }: TestTable,
  folder: string,
  workbook: string,
): Promise<Worked> {
  const worker = join(import.meta.dirname, 'import-worker.ts');
  const args = [
    // As the process in which one machine imports is started.
    ...heapOf(),
    worker,
    endpoint,
    tableName,
    TENANT,
    join(folder, 'files'),
    join(folder, workbook),
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as Worked;
}

/** The very items the import wrote, written again under another tenant with nothing but `BatchWriteItem`. */
async function rawRowsPerSecond({ client, tableName }: TestTable): Promise<number> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `T#${TENANT}#serviceRecord` },
      Limit: 1_000,
    }),
  );
  const began = Date.now();
  for (let written = 0; written < RAW_ROWS; written += 25) {
    const batch = Array.from({ length: 25 }, (_, i) =>
      copyOf(Items[(written + i) % Items.length] ?? {}, written + i),
    );
    await client.send(
      new BatchWriteCommand({
        RequestItems: { [tableName]: batch.map((Item) => ({ PutRequest: { Item } })) },
      }),
    );
  }
  return RAW_ROWS / ((Date.now() - began) / 1000);
}

const KEYS = ['pk', 'gsi1pk', 'gsi2pk'];

function copyOf(item: Record<string, unknown>, at: number): Record<string, unknown> {
  const moved = KEYS.map((key) => [key, String(item[key]).replace(TENANT, 'tnt_raw')]);
  const id = `rec_${at}`;
  return {
    ...item,
    ...Object.fromEntries(moved),
    id,
    sk: id,
    gsi1sk: `${item['servedOn']}#${id}`,
    gsi2sk: `${item['servedOn']}#${id}`,
  };
}
