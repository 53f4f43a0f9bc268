import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { fileURLToPath } from 'node:url';
import { addFile, createImport, type Files, requestPreflight, runImportJob } from '@linli/core/importing';
import { type DistrictScope, IN_JOB, type Scope, SYSTEM } from '@linli/core/kernel';
import { createCommunity, provisionCommunity } from '@linli/core/tenancy';
import { createApp } from '@linli/functions/api';
import { Hono } from 'hono';
import { Arrivals } from '../../functions/src/api/middleware/arrivals.ts';
import { type AuthDependencies, createAuthApp, createStaff } from '../../functions/src/auth/app.ts';
import { edge } from '../../functions/src/edge/edge.ts';
import { staticFiles } from '../../functions/src/lambda/static-files.ts';
import { folderFiles } from '../../functions/src/local/files.ts';
import { countRows } from '../bench/count-rows.ts';
import {
  createTestTable,
  districtTable,
  publicTable,
  startEngine,
  type TestTable,
  tenantTable,
} from '../support/engine.ts';
import { bugsToStderr } from '../support/log.ts';
import { testMasterKey } from '../support/master-key.ts';

const DISTRICT = 'district';
const CLIENT = '127.0.0.1';
const LEDGERS = new URL('../../packages/core/demo/donghuan/', import.meta.url);
const BUILT = new URL('../../web/build/', import.meta.url);

/** A Wednesday in the middle of the demo community's spring term, so that there are classes this week. */
export const NOW = '2019-05-01T02:00:00.000Z';
export const CONTACT = '社区服务中心';
export const STAFF = { username: 'wang', password: 'correct horse battery' };

const ASKING = { actor: SYSTEM, now: NOW, requestId: 'test', from: IN_JOB };

type Site = {
  respond(
    request: Request,
    platform: { api(request: Request): Promise<Response>; auth(request: Request): Promise<Response> },
    clientAddress: string,
  ): Promise<Response>;
};

export type PublicSite = { origin: string; stop(): Promise<void> };

/** The demo community, brought in from its own twelve ledgers, a small one beside it, and the built site over both. */
export async function startPublicSite(): Promise<PublicSite> {
  const engine = await startEngine();
  const folder = await mkdtemp(join(tmpdir(), 'linli-web-'));
  const files = folderFiles(folder);
  const tables = tablesOf(await createTestTable(engine.endpoint));
  await bringDemoCommunityIn(tables, files);
  await openSmallCommunity(tables);
  const site = await serveSite(tables, files);
  return {
    origin: site.origin,
    async stop() {
      await site.stop();
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The built site on a free port, over the real API and the real sign-in. */
export async function serveSite(tables: Tables, files: Files): Promise<PublicSite> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;

  const clock = () => NOW;
  const log = bugsToStderr;
  const api = createApp({
    districtId: DISTRICT,
    ...tables,
    files,
    masterKey: testMasterKey,
    clock,
    origin,
    log,
  });
  const auth = await authWithStaff({
    districtId: DISTRICT,
    districtTable: tables.districtTable,
    clock,
    trustedOrigins: [origin],
    secret: 'a secret of the tests, long enough to sign with',
    secureCookies: false,
    secondFactorDemanded: false,
    log,
  });
  const platform = () => {
    const arrivals = new Arrivals();
    return {
      api: async (request: Request) => api.fetch(request, { arrivals }),
      auth: async (request: Request) => auth.fetch(request, { channel: 'site', address: CLIENT }),
    };
  };

  const { createSite } = (await import(new URL('handler.js', BUILT).href)) as { createSite(): Promise<Site> };
  const site = await createSite();
  const app = new Hono()
    .use(edge({ origins: [origin], formBytes: 4 * 1024 * 1024 }))
    .use(staticFiles(fileURLToPath(new URL('client', BUILT))))
    .all('*', (c) => site.respond(c.req.raw, platform(), CLIENT));
  server.on('request', async (incoming, outgoing) => {
    await send(outgoing, await app.fetch(requestOf(incoming, origin)));
  });
  return {
    origin,
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function authWithStaff(deps: AuthDependencies) {
  const grants = [{ role: 'districtAdministrator' as const, tenantId: '*' }];
  await createStaff(deps, { ...STAFF, name: '王主任', grants });
  return createAuthApp(deps);
}

export const tablesOf = (made: TestTable) => ({
  districtTable: districtTable(made, DISTRICT),
  tenantTable: (tenantId: string) => tenantTable(made, tenantId),
  publicTable: (tenantId: string) => publicTable(made, tenantId),
});
type Tables = ReturnType<typeof tablesOf>;

async function bringDemoCommunityIn(tables: Tables, files: Files): Promise<void> {
  const district: DistrictScope = { ...ASKING, districtId: DISTRICT, table: tables.districtTable };
  const { tenantId } = await createCommunity(district, {
    slug: 'donghuan',
    name: '东环路社区',
    address: '成都市新都区东环路',
    contact: CONTACT,
    key: 'demo-community',
  });
  const table = tables.tenantTable(tenantId);
  const scope: Scope = { ...ASKING, tenantId, table };
  const { id } = await createImport(scope, { key: 'demo-import' });
  for (const name of (await readdir(LEDGERS)).filter((file) => file.endsWith('.xlsx')).sort())
    await addFile(scope, files, id, { name, bytes: await readFile(new URL(name, LEDGERS)) });

  const work = async () => {
    const tools = {
      scope,
      files,
      masterKey: testMasterKey,
      clock: () => new Date().toISOString(),
      outOfTime: () => false,
    };
    while ((await runImportJob(tools, id)) === 'more');
  };
  await requestPreflight(scope, id);
  await work();
  await provisionCommunity(district, table, { slug: 'donghuan', importId: id });
  await work();
  await countRows(table, tenantId);
  const { state, steps } = await provisionCommunity(district, table, { slug: 'donghuan', importId: id });
  if (state !== 'live') throw new Error(`The demo community is ${state}: ${JSON.stringify(steps)}`);
}

/** 桂花社区 keeps courtyards and a time bank, and holds neither classes nor anything else; it has no ledgers yet. */
async function openSmallCommunity(tables: Tables): Promise<void> {
  const district: DistrictScope = { ...ASKING, districtId: DISTRICT, table: tables.districtTable };
  const { tenantId, slug } = await createCommunity(district, {
    slug: 'guihua',
    name: '桂花社区',
    modules: ['courtyard', 'timebank'],
    language: 'en',
    key: 'small-community',
  });
  const { state } = await provisionCommunity(district, tables.tenantTable(tenantId), { slug });
  if (state !== 'live') throw new Error(`The small community is ${state}`);
}

function requestOf(incoming: IncomingMessage, origin: string): Request {
  const { method = 'GET' } = incoming;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(new URL(incoming.url ?? '/', origin), {
    method,
    headers: new Headers(
      Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
    ),
    ...(hasBody ? { body: Readable.toWeb(incoming) as RequestInit['body'], duplex: 'half' } : {}),
  });
}

async function send(outgoing: ServerResponse, answer: Response): Promise<void> {
  const cookies = answer.headers.getSetCookie();
  outgoing.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}),
  });
  if (answer.body === null) outgoing.end();
  else Readable.fromWeb(answer.body as ReadableStream).pipe(outgoing);
}
