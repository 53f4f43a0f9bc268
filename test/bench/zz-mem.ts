import { mkdtemp } from 'node:fs/promises'; import { execFile } from 'node:child_process'; import { promisify } from 'node:util';
import { SYSTEM } from '@linli/core/kernel'; import { ensureOpeningRule } from '@linli/core/timebank';
import { startEngine, tenantTable } from '../support/engine.ts'; import { createBenchTable } from './bench-table.ts'; import { writeRoster, writeServiceLedger } from './large-workbook.ts';
const rows = Number(process.argv[2]); const flags = process.argv.slice(3);
const engine = await startEngine(); const f = await mkdtemp('/tmp/mem-'); const made = await createBenchTable(engine.endpoint);
await ensureOpeningRule({ tenantId: 'tnt_import', table: tenantTable(made, 'tnt_import'), actor: SYSTEM, now: '2020-01-01T00:00:00.000Z', requestId: 'b' } as never);
await writeRoster(f + '/roster.xlsx', 500); await writeServiceLedger(f + '/records.xlsx', rows, 500);
for (const w of ['roster.xlsx', 'records.xlsx']) console.log((await promisify(execFile)(process.execPath, [...flags, 'test/bench/import-worker.ts', engine.endpoint, made.tableName, 'tnt_import', f + '/files', f + '/' + w])).stdout);
await engine.stop();
