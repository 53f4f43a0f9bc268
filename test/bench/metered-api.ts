import { createHash } from 'node:crypto';
import { createApp } from '@linli/functions/api';
import { type MeterTotals, meter } from '../../packages/core/src/table/meter.ts';
import { districtTable, publicTable, type TestTable, tenantTable } from '../support/engine.ts';
import { bugsToStderr } from '../support/log.ts';
import { testMasterKey } from '../support/master-key.ts';
import { DISTRICT, NOW } from './synthetic-community.ts';

const OPERATOR_TOKEN = 'operator-of-the-bench';

/** The API over a table, for the operator and for visitors. It takes no files. */
export function appOver(made: TestTable) {
  const noFiles = () => Promise.reject(new Error('This API takes no files'));
  return createApp({
    districtId: DISTRICT,
    tenantTable: (tenantId) => tenantTable(made, tenantId),
    publicTable: (tenantId) => publicTable(made, tenantId),
    districtTable: districtTable(made, DISTRICT),
    files: {
      write: noFiles,
      read: noFiles,
      exists: noFiles,
      localPath: noFiles,
      remove: noFiles,
      uploadTarget: noFiles,
    },
    masterKey: testMasterKey,
    clock: () => NOW,
    origin: 'https://linli.example',
    operatorTokenHash: createHash('sha256').update(OPERATOR_TOKEN).digest('base64url'),
    log: bugsToStderr,
  });
}

/** Asks the API over a metered client: what one request costs, its session and community included. */
export function meteredApi(made: TestTable) {
  const metered = meter(made.client);
  const app = appOver({ ...made, client: metered.client });

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
