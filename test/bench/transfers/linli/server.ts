import { join } from 'node:path';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { HttpBindings } from '@hono/node-server';
import { makeApiToken } from '@linli/core/identity';
import { systemClock } from '@linli/core/kernel';
import { createApp } from '@linli/functions/api';
import { createStaff } from '@linli/functions/auth';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { edge } from '../../../../functions/src/edge/edge.ts';
import { withinRates } from '../../../../functions/src/edge/rates.ts';
import { underOwnName } from '../../../../functions/src/edge/who-may-ask.ts';
import { Checkpoints } from '../../../../functions/src/local/checkpoints.ts';
import { superviseEngine } from '../../../../functions/src/local/engine.ts';
import { folderFiles } from '../../../../functions/src/local/files.ts';
import { freePort } from '../../../../functions/src/local/free-port.ts';
import { listen } from '../../../../functions/src/local/server.ts';
import { StreamReader } from '../../../../functions/src/local/stream.ts';
import { ensureTable } from '../../../../functions/src/local/table.ts';
import { connectionTo, openTables, TABLE_NAME } from '../../../../functions/src/local/tables.ts';
import { handleStreamEvents } from '../../../../functions/src/stream/handle.ts';
import { districtTable, publicTable, tenantTable } from '../../../support/engine.ts';
import { bugsToStderr } from '../../../support/log.ts';
import { testMasterKey } from '../../../support/master-key.ts';
import { DISTRICT, synthesizeCommunity } from '../../synthetic-community.ts';
import { type Served, serve } from '../served.ts';
import { openAccounts } from './open-accounts.ts';

// Linli as one machine runs it (functions/src/local): engine on its file, edge, API and stream. What is left out is the
// site, files and jobs, which no transfer meets.

/** Beside where it answers: its engine, on which the same transfers are made without Linli. */
export type ServedByLinli = Served & { engine: string };

const SLUG = 'bench';
const [folder = ''] = process.argv.slice(2);

const engine = await superviseEngine(folder, bugsToStderr);
const { client } = openTables(engine.endpoint);
const made = { client, tableName: TABLE_NAME };
const district = { districtId: DISTRICT, districtTable: districtTable(made, DISTRICT) };

const port = await freePort();
const origin = `http://127.0.0.1:${port}`;
const api = createApp({
  ...district,
  tenantTable: (tenantId) => tenantTable(made, tenantId),
  publicTable: (tenantId) => publicTable(made, tenantId),
  files: folderFiles(join(folder, 'files')),
  masterKey: testMasterKey,
  clock: systemClock,
  origin,
  log: bugsToStderr,
});

try {
  await open();
} catch (error) {
  // It would go on without this process.
  await engine.stop();
  throw error;
}

async function open(): Promise<void> {
  await ensureTable(client, TABLE_NAME);
  const scope = await synthesizeCommunity(made, { slug: SLUG, records: 0 });
  const holders = await openAccounts(scope);
  const token = await tokenOfStaff(scope.tenantId);
  const stream = await readStream();
  const close = await listen(server(stream), port);
  const base = `${origin}/api/v1/communities/${SLUG}/timebank`;
  serve<ServedByLinli>({ base, token, ...holders, engine: engine.endpoint }, async () => {
    await close();
    await stream.stop();
    await engine.stop();
  });
}

/** As functions/src/local/server.ts puts them before the API. */
function server(stream: StreamReader) {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(edge({ origins: [origin], formBytes: 1024 * 1024 }));
  app.use(underOwnName([origin]));
  app.get('/readyz', (c) => c.json({ stream: stream.caughtUp }));
  app.use(compress());
  // Every request comes a minute after the one before: the limit costs what it costs, and refuses nobody.
  let nowMs = 0;
  app.use(withinRates({ clientAddress: () => undefined, nowMs: () => (nowMs += 60_000) }));
  app.all('/api/*', (c) => api.fetch(c.req.raw, { channel: 'api', address: '127.0.0.1' }));
  return app;
}

/** A token for programs of somebody who looks after this community: it is read with every request, and its maker too. */
async function tokenOfStaff(tenantId: string): Promise<string> {
  const grants = [{ role: 'communityAdministrator', tenantId }] as const;
  const signIns = {
    ...district,
    clock: systemClock,
    trustedOrigins: [origin] as const,
    secret: 'a secret of the bench, which is thrown away',
    secureCookies: false,
    secondFactorDemanded: false,
    log: bugsToStderr,
  };
  const staff = { username: 'wang', name: '王敏', password: 'correct horse battery', grants };
  const id = await createStaff(signIns, staff);
  const { token: shown } = await makeApiToken(
    {
      districtId: DISTRICT,
      table: district.districtTable,
      actor: { kind: 'user', id, name: staff.name, grants: [...grants] },
      now: systemClock(),
      requestId: 'bench',
      from: { channel: 'api' },
    },
    { name: '柜台', permissions: ['timebank:read', 'timebank:write'], tenantIds: [tenantId], days: 1 },
  );
  return shown;
}

async function readStream(): Promise<StreamReader> {
  const { Table: table } = await client.send(new DescribeTableCommand({ TableName: TABLE_NAME }));
  const streamArn = table?.LatestStreamArn ?? '';
  const parts = {
    district: { districtId: DISTRICT, table: district.districtTable },
    tenantTable: (tenantId: string) => tenantTable(made, tenantId),
    clock: systemClock,
    anchored: () => undefined,
    wantJob: async () => undefined,
    wantMessage: async () => undefined,
  };
  const reader = new StreamReader({
    client: new DynamoDBStreamsClient(connectionTo(engine.endpoint)),
    streamArn,
    checkpoints: new Checkpoints(join(folder, 'stream.json'), streamArn),
    handle: (shardId, events) => handleStreamEvents(parts, shardId, events),
    log: bugsToStderr,
  });
  reader.start();
  return reader;
}
