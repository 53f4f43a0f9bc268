import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { createApp } from '@linli/functions/api';
import { type MeterTotals, meter } from '../../packages/core/src/table/meter.ts';
import { districtTable, type TestTable, tenantTable } from '../support/engine.ts';
import { DISTRICT, NOW } from './synthetic-community.ts';

const OPERATOR_TOKEN = 'operator-of-the-bench';

/** The API over a metered client: what one request costs, its session and community included. */
export function meteredApi(made: TestTable) {
  const metered = meter(made.client);
  const counted = { ...made, client: metered.client };
  const noFiles = () => Promise.reject(new Error(`The bench stores no files in ${tmpdir()}`));
  const app = createApp({
    districtId: DISTRICT,
    tenantTable: (tenantId) => tenantTable(counted, tenantId),
    districtTable: districtTable(counted, DISTRICT),
    files: { write: noFiles, read: noFiles, exists: noFiles, localPath: noFiles, remove: noFiles },
    clock: () => NOW,
    operatorTokenHash: createHash('sha256').update(OPERATOR_TOKEN).digest('base64url'),
    log: (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`),
  });

  return async (
    path: string,
    request: { method?: string; key?: string; body?: unknown; visitor?: boolean } = {},
  ): Promise<MeterTotals & { answer: unknown }> => {
    metered.reset();
    const response = await app.request(`/api/v1${path}`, {
      method: request.method ?? 'GET',
      headers: {
        ...(request.visitor ? {} : { authorization: `Bearer ${OPERATOR_TOKEN}` }),
        ...(request.key === undefined ? {} : { 'idempotency-key': request.key }),
        'content-type': 'application/json',
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return { ...metered.totals(), answer: await response.json() };
  };
}
